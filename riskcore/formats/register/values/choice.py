"""Words for the status and the type of a risk, in four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import quoted
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATUS: Final = {
    "open": "open, active, live, current, ongoing, in progress, offen, aktiv, laufend, in bearbeitung, ouvert, "
    "ouverte, actif, en cours, abierto, abierta, activo, activa, en curso",
    "closed": "closed, retired, expired, cancelled, canceled, geschlossen, erledigt, beendet, entfallen, clos, close, "
    "cloture, ferme, fermee, cerrado, cerrada",
    "proposed": "proposed, draft, candidate, vorgeschlagen, entwurf, propose, proposee, brouillon, propuesto, "
    "propuesta, borrador",
}
_TYPE: Final = {
    "threat": "threat, risk, t, negative, downside, bedrohung, gefahr, risiko, menace, risque, amenaza, riesgo",
    "opportunity": "opportunity, opp, o, positive, upside, chance, opportunite, oportunidad",
}
CHOICES: Final = {
    field: {normal(word): meaning for meaning, words in table.items() for word in words.split(", ")}
    for field, table in (("status", _STATUS), ("type", _TYPE))
}


def choice(text: str, field: str, declared: Mapping[str, str]) -> str:
    """What a word means as the "status" or "type" of a risk. Raises BrokenRule where nobody has said."""
    own = {normal(word): meaning for word, meaning in declared.items()}
    meaning = own.get(normal(text)) or CHOICES[field].get(normal(text))
    if meaning is None:
        options = " or ".join(dict.fromkeys(CHOICES[field].values()))
        hint = f"Declare what it means in the mapping: words: {{{field}: {{{quoted(text)}: {options}}}}}."
        raise BrokenRule(f"must be a known word for the {field} of a risk", quoted(text), hint)
    return meaning
