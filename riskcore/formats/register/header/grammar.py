"""The words of the names of quantities: `Residual cost impact, most likely` has a stage, a quantity and a point."""

from __future__ import annotations

from typing import Final

_QUANTITIES: Final = {
    "probability": "probability, prob, likelihood, p, pr, chance, occurrence probability, probability of occurrence, "
    "likelihood of occurrence, wahrscheinlichkeit, eintrittswahrscheinlichkeit, eintritt, probabilite, "
    "probabilite d occurrence, vraisemblance, probabilidad, probabilidad de ocurrencia",
    "delay": "delay, schedule, schedule delay, time, programme, program, duration impact, impact on duration, "
    "duration extension, verzug, verzogerung, terminverzug, termin, termine, zeit, terminauswirkung, zeitauswirkung, "
    "dauerauswirkung, auswirkung auf dauer, delai, delais, retard, calendrier, planning, impact duree, "
    "impact sur la duree, plazo, plazos, retraso, demora, cronograma, tiempo, impacto en duracion",
    "cost": "cost, costs, financial, money, kosten, kostenauswirkung, finanziell, finanzielle, cout, couts, "
    "financier, financiere, coste, costes, costo, costos, financiero, economico",
    "factor": "factor, duration factor, schedule factor, time factor, duration multiplier, multiplier, faktor, "
    "dauerfaktor, facteur, facteur de duree, factor de duracion",
}
_POINTS: Final = {
    "min": "min, minimum, minimal, low, lowest, best, best case, optimistic, opt, niedrig, optimistisch, bestfall, "
    "bas, optimiste, minimo, minima, optimista, bajo",
    "mode": "ml, most likely, mostlikely, likely, mode, realistic, wahrscheinlichster, wahrscheinlichste, "
    "wahrscheinlichster wert, wahrscheinlich, realistisch, plus probable, le plus probable, la plus probable, "
    "probable, mas probable, realista",
    "max": "max, maximum, maximal, high, highest, worst, worst case, pessimistic, pess, hoch, pessimistisch, "
    "schlimmstfall, haut, pessimiste, maximo, maxima, pesimista, alto",
    "shape": "distribution, distribution type, shape, verteilung, verteilungstyp, loi, distribucion",
}
_STAGES: Final = {
    "before": "pre, pre mitigation, premitigation, pre mitigated, before mitigation, unmitigated, inherent, initial, "
    "gross, current, pre response, pre treatment, before treatment, brutto, aktuell, aktuelle, vor massnahmen, "
    "vor massnahme, brut, brute, initiale, actuel, actuelle, avant mitigation, avant mesures, bruto, bruta, inicial, "
    "inherente, antes de la mitigacion",
    "residual": "residual, post, post mitigation, postmitigation, post mitigated, after mitigation, mitigated, net, "
    "target, post response, post treatment, after treatment, rest, netto, nach massnahmen, nach massnahme, residuel, "
    "residuelle, nette, apres mitigation, apres mesures, cible, neto, neta, objetivo, despues de la mitigacion",
}
_FILLERS: Final = (
    "impact, impacts, effect, of, on, in, the, risk, risks, estimate, estimated, value, case, quantitative, to, "
    "auswirkung, auswirkungen, der, die, des, auf, schatzung, risiko, wert, de, du, la, le, sur, l, d, estimation, "
    "risque, valeur, impacto, del, el, en, sobre, estimado, estimada, riesgo, valor, pour, fur, for, case, fall"
)


def _phrases(kind: str, table: dict[str, str]) -> dict[tuple[str, ...], tuple[str, str]]:
    return {tuple(phrase.split()): (kind, key) for key, phrases in table.items() for phrase in phrases.split(", ")}


VOCABULARY: Final = {
    **_phrases("filler", {"": _FILLERS}),
    **_phrases("stage", _STAGES),
    **_phrases("point", _POINTS),
    **_phrases("quantity", _QUANTITIES),
}
"""Phrase, as a tuple of normal words, to its kind and its key."""
LONGEST: Final = max(map(len, VOCABULARY))
