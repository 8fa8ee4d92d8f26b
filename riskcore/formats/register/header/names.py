"""The names that columns of words go by, in English, German, French and Spanish; each name belongs to one field."""

from __future__ import annotations

from typing import Final

from riskcore.formats.register.normal import normal

_NAMES: Final = {
    "id": "id, ref, ref no, reference, reference no, no, nr, n, num, number, uid, code, risk id, riskid, risk no, "
    "risk nr, risk number, risk ref, risk reference, risk code, item, item no, unique id, lfd nr, laufende nummer, "
    "nummer, risiko id, risiko nr, risikonummer, kennung, numero, id risque, n risque, n du risque, "
    "reference du risque, code risque, id riesgo, no riesgo, n riesgo, codigo, codigo del riesgo, referencia",
    "name": "name, title, risk, risk name, risk title, short title, short description, risk short description, "
    "risiko, titel, bezeichnung, risikobezeichnung, risikotitel, kurzbezeichnung, risque, titre, intitule, nom, "
    "libelle, titre du risque, intitule du risque, nom du risque, riesgo, titulo, nombre, denominacion, "
    "nombre del riesgo, titulo del riesgo",
    "description": "description, risk description, desc, details, risk statement, long description, beschreibung, "
    "risikobeschreibung, description du risque, descripcion, descripcion del riesgo",
    "cause": "cause, causes, root cause, root causes, risk cause, cause of risk, ursache, ursachen, risikoursache, "
    "origine, cause du risque, causa, causas, causa raiz, causa del riesgo",
    "event": "event, risk event, uncertain event, ereignis, risikoereignis, evenement, evenement redoute, evento, "
    "evento de riesgo, suceso",
    "effect": "effect, effects, consequence, consequences, risk effect, impact description, description of impact, "
    "potential impact, potential consequences, auswirkung, auswirkungen, folge, folgen, wirkung, effet, effets, "
    "consequence du risque, efecto, efectos, consecuencia, consecuencias",
    "category": "category, risk category, rbs, rbs code, rbs category, rbs element, risk area, area, discipline, "
    "risk class, kategorie, risikokategorie, bereich, risikobereich, categorie, categorie de risque, domaine, "
    "categoria, categoria de riesgo, ambito",
    "owner": "owner, risk owner, owned by, risk manager, risikoeigner, eigner, verantwortlich, verantwortlicher, "
    "risikoverantwortlicher, proprietaire, proprietaire du risque, pilote, porteur, responsable, "
    "responsable del riesgo, responsable du risque, propietario, propietario del riesgo, dueno",
    "status": "status, risk status, state, open closed, zustand, risikostatus, statut, etat, statut du risque, "
    "estado, estado del riesgo, estatus",
    "type": "type, risk type, threat opportunity, threat or opportunity, t o, nature, art, typ, risiko chance, "
    "chance risiko, gefahr chance, menace opportunite, type de risque, tipo, tipo de riesgo, amenaza oportunidad",
    "activities": "activities, activity, activity id, activity ids, affected activities, affected activity, "
    "affected activity ids, impacted activities, impacted activity, linked activities, linked activity, "
    "schedule activities, schedule activity, tasks, task, task id, task ids, affected tasks, affected task, "
    "impacted tasks, impacted task, linked tasks, vorgang, vorgange, vorgangs nr, vorgangsnummer, "
    "betroffene vorgange, betroffener vorgang, aktivitaten, betroffene aktivitaten, activites, activite, taches, "
    "tache, taches affectees, taches impactees, taches concernees, activites affectees, activites impactees, "
    "activites concernees, actividades, actividad, tareas, tarea, actividades afectadas, tareas afectadas",
    "activities.wbs": "wbs, wbs code, wbs codes, wbs element, wbs elements, wbs id, affected wbs, psp, psp code, "
    "psp element, psp elemente, ot, code ot, sdp, edt, codigo edt",
    "activities.tag": "tag, tags, activity tag, activity tags, schlagwort, schlagworter, etiquette, etiquettes, "
    "etiqueta, etiquetas",
    "exclusive": "exclusive, exclusive group, exclusive with, exclusion group, mutually exclusive, "
    "mutually exclusive group, ausschlussgruppe, groupe exclusif, groupe d exclusion, grupo excluyente, "
    "grupo de exclusion",
    "triggered_by": "triggered by, trigger risk, triggering risk, triggered by risk, triggered by risk id, "
    "ausgelost durch, declenche par, desencadenado por, provocado por",
    "recurs": "recurs, recurrence, expected occurrences, mean occurrences, erwartete anzahl, "
    "nombre d occurrences attendu, ocurrencias esperadas",
    "combine": "combine, series parallel, series or parallel",
    "window.from": "window from, active from, exposure from, exposure start, possible from, aktiv ab, "
    "actif a partir du, activo desde",
    "window.to": "window to, active to, active until, exposure to, exposure end, possible until, aktiv bis, "
    "actif jusqu au, activo hasta",
    "window.during": "window during, active during, during activity",
    "impacts": "impacts by activity",
    "raci.responsible": "responsible, raci responsible, raci r, zustandig, realisateur, raci realisateur, encargado, "
    "raci encargado, raci responsable",
    "raci.accountable": "accountable, raci accountable, raci a, rechenschaftspflichtig, approbateur, "
    "raci approbateur, aprobador, raci aprobador",
    "raci.consulted": "consulted, raci consulted, raci c, konsultiert, zu konsultieren, consulte, consultes, "
    "raci consulte, consultado, consultados, raci consultado",
    "raci.informed": "informed, raci informed, raci i, informiert, zu informieren, informe, informes, raci informe, "
    "informado, informados, raci informado",
}
FIELD_OF_NAME: Final = {normal(name): field for field, names in _NAMES.items() for name in names.split(", ")}

_OTHER: Final = (
    "mitigation mitigations mitigated mitigating response responses treatment treatments action actions plan plans "
    "control controls contingency fallback massnahme massnahmen gegenmassnahme gegenmassnahmen mesure mesures "
    "attenuation traitement mitigacion medida medidas tratamiento respuesta accion acciones score scores rating "
    "ratings rag matrix emv expected severity priority rank budget budgets insurance insured versicherung assurance "
    "seguro allowance allowances provision provisions ruckstellung ruckstellungen reserve reserves reserva recovery "
    "baseline spent invoiced forecast"
)
OTHER_WORDS: Final = frozenset(_OTHER.split())
"""Words of columns, and of headings over columns, that are about something else than the risk itself."""

RESULT: Final = "Result: "
"""How the names of columns begin that riskcore wrote beside the risks."""
