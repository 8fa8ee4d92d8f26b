"""The slow, obvious twin of the money kernels: one lane, one amount, one day, one minute at a time."""

import math

DAY = 1440
YEAR = 365.25 * DAY


def span(charge, start, finish):
    """The row's start and finish in the lane."""
    return start[charge["row"]], finish[charge["row"]]


def amount(charge, factors, indices, start, finish, shared):
    """What one charge comes to; `factors` are (how, number), all of them held or grown."""
    begun, worked = span(charge, start, finish)
    spent = charge["fixed_value"] + charge["rate_value"] * (charge["done"] + worked - begun)
    for how, number in factors:
        if how == "held":
            spent *= shared[number]
        else:
            growth, base = indices[number]
            spent *= (1 + shared[growth]) ** ((moment(charge, start, finish) - base) / YEAR)
    return spent * (shared[charge["gate"]] if charge["gate"] >= 0 else 1)


def happened(event, shared):
    """What an event costs: all of it where one of its shared rows says so, or where it has none."""
    return shared[event["shared"]] * max([shared[row] for row in event["paid_by"]], default=1)


def moment(charge, start, finish):
    """When a charge is spent: at the start, in the middle or at the finish, as known or as in the lane."""
    begun, worked = span(charge, start, finish)
    begun = begun if charge["since"] == math.inf else charge["since"]
    worked = worked if charge["until"] == math.inf else charge["until"]
    return {"start": begun, "evenly": (begun + worked) / 2, "finish": worked}[charge["accrual"]]


def owed(penalty, finish):
    """Penalty less bonus, the days counted one by one."""
    late = early = 0
    while penalty["due"] + late * DAY < finish:
        late += 1
    while penalty["date"] - (early + 1) * DAY >= finish:
        early += 1
    due = late * penalty["per_day"] + sum(amount for after, amount in penalty["steps"] if finish > after)
    return min(due, penalty["at_most"]) - min(early * penalty["bonus"], penalty["bonus_at_most"])


def gained(benefit, begun, rate, base):
    """What comes in from `begun` on, and its worth at `base`: summed up in small steps, each at its middle."""
    end = max(min(benefit["until"], begun + benefit["length"]), begun)
    steps = 1000
    width = (end - begun) / steps
    moments = [begun + (k + 0.5) * width for k in range(steps)]
    each = benefit["per_minute"] * width
    return each * steps, sum(each * present(rate, moment, base) for moment in moments)


def present(rate, moment, base):
    """What an amount of 1 at `moment` is worth at `base`."""
    return (1 + rate) ** ((base - moment) / YEAR)


def spread(amount, begun, worked, edges):
    """An amount by period: so much for each minute, each minute in its period; nothing lasts for no time."""
    flow = [0.0] * (len(edges) - 1)
    for minute in range(begun, worked):
        flow[period(minute, edges)] += amount / (worked - begun)
    if begun == worked:
        flow[period(begun, edges)] += amount
    return flow


def period(moment, edges):
    """The period that a moment begins in; before the first and after the last there is none."""
    inside = [k for k in range(len(edges) - 1) if edges[k] <= moment < edges[k + 1]]
    return inside[0] if inside else 0 if moment < edges[0] else len(edges) - 2
