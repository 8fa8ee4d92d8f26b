"""Changes that each break one rule of a document that keeps all, and what is told of them."""

from __future__ import annotations

GONE = object()
"""Stands for a key that is taken out."""

B = 'activities[1] "B"'
HAMMOCK = 'activities[6] "H"'
UNITS = "Write a number and a unit: min, h, d, w, mo; with e before it for elapsed time, such as 15d, 12h, 2ed."
SHIFTS = 'Write shifts as "08:00-12:00, 13:00-17:00".'
HELPS = "Write delay: -5d, factor: 0.9, cost: -10k; or type: threat."
BROKEN = [
    # activities
    ([("activities", [])], "activities: must not be empty. Got nothing."),
    ([("activities.1.duration", "9999y")], f"{B}: duration: must be a duration. Got '9999y'. {UNITS}"),
    (
        [("activities.1.duration", "9" * 400 + "d")],
        f"{B}: duration: must be a duration of at most 300 years. Got '{'9' * 39}. {UNITS}",
    ),
    ([("activities.1.planned", "-1d")], f"{B}: planned must not be negative. Got -1d."),
    (
        [("activities.1.planned", "9ed")],
        f"{B}: planned must be in the time in which the duration is, working or elapsed. Got 9ed.",
    ),
    (
        [("activities.1.actual_finish", "2027-02-01")],
        f"{B}: actual_start must be given with actual_finish. Got actual_finish 2027-02-01 00:00:00.",
    ),
    (
        [("activities.1.resume", "2027-02-01")],
        f"{B}: resume is for an activity that has started and not finished. Got 2027-02-01 00:00:00.",
    ),
    (
        [("activities.1.remaining", "2d")],
        f"{B}: remaining is for an activity that has started and not finished. Got 2d.",
    ),
    (
        [("activities.6.planned", "2d")],
        (
            f"{HAMMOCK}: must have no length of its own, being a hammock: it is as long as what it spans. Got planned. "
            "Leave it out."
        ),
    ),
    (
        [("activities.6.constraint", {"start_on": "2027-02-01"})],
        (
            f"{HAMMOCK}: must have no constraint, expected_finish or resume, being a hammock. Got constraint. "
            "Link it instead."
        ),
    ),
    (
        [("activities.1.actual_start", "2027-01-05"), ("activities.1.actual_finish", "2027-01-09")],
        f"{B}: must have no probability and no rework, since it is complete. Got B.",
    ),
    (
        [("activities.2.rework.duration", "-2d")],
        'activities[2] "C": rework.duration: must not be negative. Got -2d.',
    ),
    ([("activities.1.active", "perhaps")], f"{B}: active: must be a valid boolean, unable to interpret input. Got"),
    (
        [("activities.1.type", "taks")],
        f"{B}: type: must be 'task', 'milestone', 'start milestone' or 'hammock'. Got 'taks'.",
    ),
    ([("activities.1.id", "")], "activities[1].id: must have at least 1 character. Got ''."),
    (
        [("activities.1.constraint.start_ont", "2027-02-01")],
        f'{B}: constraint: has an unknown key. Got "start_ont". Did you mean "start_on"?',
    ),
    (
        [("activities.1.constraint.as_late_as_possible", "yes")],
        f"{B}: constraint.as_late_as_possible: must be False, 'free float' or 'total float'. Got 'yes'.",
    ),
    ([("activities.4.source.uid", GONE)], 'activities[4] "E": source: must have uid. Got none.'),
    ([("left_out.0.reason", GONE)], 'left_out[0] "S": must have reason. Got none.'),
    # links
    (
        [("activities.1.predecessors.1.type", "SX")],
        f"{B}: predecessors[1].type: must be 'FS', 'SS', 'FF' or 'SF'. Got 'SX'.",
    ),
    (
        [("activities.1.predecessors.1.lag_calendar", "moon")],
        f"{B}: predecessors[1].lag_calendar: must be 'predecessor', 'successor', 'plan' or '24h'. Got 'moon'.",
    ),
    (
        [("activities.2.predecessors.0", "A FS+2")],
        f"activities[2] \"C\": predecessors[0].lag: must be a duration. Got '+2'. {UNITS}",
    ),
    # calendars
    (
        [("calendars.site.wek", {})],
        'calendars.site: has an unknown key. Got "wek". Did you mean "week"?',
    ),
    ([("calendars.site.week.sat", "8-12")], f'calendars.site.week.sat: must be a shift. Got "8-12". {SHIFTS}'),
    ([("calendars.site.week.sat", 8)], f"calendars.site.week.sat: must be shifts. Got 8. {SHIFTS}"),
    ([("calendars.site.week.sat", [8])], f"calendars.site.week.sat: must be a shift. Got 8. {SHIFTS}"),
    (
        [("calendars.site.week.sat", [[720, 480]])],
        f"calendars.site.week.sat: must be a shift. Got [720, 480]. {SHIFTS}",
    ),
    (
        [("calendars.site.week.sat", "08:00-25:00")],
        f'calendars.site.week.sat: must lie between 00:00 and 24:00. Got "08:00-25:00". {SHIFTS}',
    ),
    (
        [("calendars.site.week.tue", "08:00-12:00")],
        'calendars.site.week: must name each day once. Got "tue" repeats tue.',
    ),
    (
        [("calendars.site.week.monkey", "08:00-12:00")],
        'calendars.site.week: must name days of the week. Got "monkey". Did you mean "mon"?',
    ),
    (
        [("calendars.site.week.sat-sun-mon", "08:00-12:00")],
        'calendars.site.week: must name days of the week. Got "sat-sun-mon". Did you mean "sat"?',
    ),
    (
        [("calendars.site.exceptions.0.from", "2027-05-02")],
        "calendars.site.exceptions[0]: must name its days. Write {on: DATE}, or {from: DATE, to: DATE}.",
    ),
    ([("calendars.site.hours_per_day", 25)], "calendars.site.hours_per_day: must be less than or equal to 24. Got 25."),
    # weather
    (
        [("calendars.site.weather.history", ["2020-01-03"])],
        "calendars.site.weather: must have months or a history. Write months: {1: 40%, 2: 35%}, or history: [DATES].",
    ),
    (
        [("calendars.site.weather.months", {1: "99%"})],
        "calendars.site.weather: must leave some days: at most 95% may be lost. Got 0.99.",
    ),
    (
        [("calendars.site.weather.months", {13: "9%"})],
        "calendars.site.weather.months.13: must be less than or equal to 12. Got 13.",
    ),
    (
        [("calendars.sea.weather.years", [2021, 2019])],
        "calendars.sea.weather: years must be the first and the last of a history. Got 2021, 2019.",
    ),
    (
        [("calendars.sea.weather.years", [2021, 2022])],
        "calendars.sea.weather: history must lie in the years observed. Got 2020-01-03, not in 2021 to 2022.",
    ),
    # the plan
    ([("lag_calendar", "mine")], "lag_calendar: must be 'predecessor', 'successor', 'plan' or '24h'. Got 'mine'."),
    ([("calendar", "sight")], 'calendar: must name a calendar. Got "sight". Did you mean "site"?'),
    (
        [("schedule_from", "finish")],
        "finish: must be given, since the plan is scheduled from it. Got none. Write finish: DATE.",
    ),
    (
        [("finish", "2027-09-01")],
        (
            "finish: is for a plan that is scheduled from it. Got 2027-09-01 00:00:00. "
            "Write schedule_from: finish, or target: DATE for a date to be measured against."
        ),
    ),
    (
        [("status_date", GONE), ("activities.0.resume", GONE)],
        (
            'activities[0] "Dig": needs the plan\'s status_date, since it is in progress. Got none. '
            "Give the plan a status_date, the day up to which progress is reported."
        ),
    ),
    (
        [("activities", [{"id": "F", "duration": "5d", "active": False}])],
        (
            "activities: must hold an activity that is active and no hammock: nothing else has dates of its own. "
            "Got 1 others."
        ),
    ),
    # estimates
    (
        [("activities.1.cost.fixed", "5y")],
        f"{B}: cost.fixed: must be an amount of money. Got '5y'. Write a number such",
    ),
    (
        [("activities.1.cost.fixed", "9" * 400)],
        f"{B}: cost.fixed: must be an amount of at most 1e18. Got '{'9' * 39}. State it in a larger currency.",
    ),
    ([("activities.1.cost.items.0.quantity", 1e300)], "quantity: must be a number of at most 1e18. Got 1e+300."),
    ([("risks.0.factor", {"triangular": [1, 1.2, 1.3, 2]})], "factor: triangular takes min, mode, max. Got 4 values."),
    ([("risks.0.factor", {"triangular": {"low": 1}})], "triangular has no parameter"),
    ([("risks.0.factor", {"triangular": [1, "x", 2]})], "triangular.mode must be a finite number. Got 'x'."),
    # costs
    ([("activities.1.cost.items.0.per", "week")], "cost.items[0] \"Concrete\": per: must be 'day'. Got 'week'."),
    ([("activities.1.cost.resources.0.work", "5d")], "must have units, which cost by the time, or work, which does"),
    ([("activities.1.cost.resources.1.work", "5ed")], "work: must be working time. Got 5ed. Write 10d or 80h."),
    ([("activities.1.cost.resources.0.units", -2)], "cost.resources[0].units: must not be negative. Got -2."),
    (
        [("activities.1.cost.resources.0.resource", "cran")],
        f'{B}: cost.resources[0]: resource: must name a resource of the plan. Got "cran". Did you mean "crane"?',
    ),
    ([("currencies", {})], 'resources.crane: currency: must name a currency of the plan. Got "USD". Known: EUR.'),
    ([("fixed_costs.0.date", GONE)], 'fixed_costs[0] "Permit": must have a date, up to which prices rise. Got none.'),
    (
        [("penalties.1.activity", "ZZ")],
        'penalties[1] "Early": activity: must name an activity. Got "ZZ". Did you mean "Z"?',
    ),
    ([("penalties.1.name", "Delay")], 'penalties: must name each penalty once. Got "Delay" 2 times.'),
    ([("resources.crane.per", "w")], "resources.crane.per: must be 'd' or 'h'. Got 'w'."),
    ([("budget", -5)], "budget: must not be negative. Got -5."),
    # risks
    (
        [("risks.0.status", "maybe")],
        "risks[0] \"Boulders\": status: must be 'open', 'closed' or 'proposed'. Got 'maybe'.",
    ),
    ([("risks.0.residual.factor", -1)], 'risks[0] "Boulders": residual: factor must not be negative. Got -1'),
    ([("risks.1.residual", {"delay": "5d"})], 'risks[1] "R2": must say which activities it delays. Give activities:'),
    ([("risks.2.factor", 1.2), ("risks.2.activities", "all")], f"being an opportunity. Got factor 1.2. {HELPS}"),
    (
        [("risks.2.residual", {"cost": "1k"})],
        f'risks[2] "R3": must shorten or save, being an opportunity. Got residual.cost 1000.0. {HELPS}',
    ),
    (
        [("risks.2.impacts", [{"activities": "all", "delay": "1d"}])],
        f'risks[2] "R3": must shorten or save, being an opportunity. Got impacts[0].delay 1d. {HELPS}',
    ),
    ([("risks.0.residual.delay", "1ed")], 'risks[0] "Boulders": residual.delay: must be in working time, as the'),
    ([("risks.1.window", {"during": "A"})], "must say which activities it acts on, to have a window. Give activities."),
    ([("risks.3.triggered_by", "R4")], "risks: must not trigger each other in a cycle. Got R4 -> R4."),
    (
        [("risks.4.exclusive", "price")],
        (
            'risks[4] "R5": cannot be exclusive, triggered, in parallel or have a residual position, since it recurs. '
            "Give it a probability instead of recurs."
        ),
    ),
    (
        [("risks.2.probability", 0.7)],
        'risks: probabilities of the exclusive risks "price" must not sum to more than 1. Got a sum of 1.1.',
    ),
    # uncertainty, correlations
    ([("uncertainty.0.activities", {})], 'uncertainty[0].activities: must say which activities. Write ids, {wbs: "3"}'),
    ([("correlations.0.risks", ["R9"])], 'correlations[0]: risks: must name a risk. Got "R9".'),
    (
        [("correlations.1.items", ["C", "R9"])],
        'correlations[1]: items: must name an activity, a risk or a cost. Got "R9"',
    ),
    (
        [("correlations.0.risks", ["R2"])],
        'correlations[0]: must not hold risks that exclude each other or recur. Got "R2"',
    ),
    ([("correlations.0.items", ["A", "B"])], "must be members with a coefficient, or items with a matrix. Write"),
    ([("correlations.1.items", ["C", "C"])], "items must be two or more, each named once. Got C, C."),
    ([("correlations.1.matrix", [[1]])], "matrix must have 2 rows of 2 numbers, as there are 2 items"),
    (
        [("correlations.1.matrix", [[1, 0.3], [0.4, 1]])],
        "matrix must be symmetric, of numbers in [-1, 1]. Got 0.3 at 1, 2",
    ),
    ([("correlations.1.matrix", [[0.5, 0.3], [0.3, 1]])], "matrix must have 1 on its diagonal. Got 0.5 at 1, 1."),
    (
        [("risks.3.id", "C")],
        'correlations[1]: items: must not name what is an activity and a risk. Got "C". Give one of them another id.',
    ),
    # branches
    ([("branches.0.options.0.probability", 0.6)], "probabilities of the options must sum to 1. Got a sum of 0.9."),
    (
        [("branches.1.when.activity", "H")],
        'branches[1]: when: must not ask for a hammock, whose dates come last. Got "H"',
    ),
    ([("branches.1.when.duration_over", "-1d")], "branches[1].when: duration_over must not be negative. Got -1d."),
    (
        [("branches.1.when.duration_over", "6ed")],
        "branches[1]: when.duration_over: must be in the time in which the duration is, working or elapsed. Got 6ed.",
    ),
    (
        [("branches.1.then", ["B"])],
        "must not have a probability of its own, since a condition decides whether it exists. Got",
    ),
    ([("branches.1.then", ["A", "D"])], 'branches[1], way 1: must not depend on itself. Got "A".'),
    ([("branches.1.then", ["E"])], 'branches[1], way 1: must be in one way of one branch: "E" is also in branches[0]'),
]
"""Places and their values, and a part of the line that is told."""
