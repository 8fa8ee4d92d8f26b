"""The answer to a what-if as a comparison takes it: with its notes, and a certificate to repeat it by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numba
import numpy as np

from riskcore.plan.digest_again import Digests
from riskcore.results import Certificate, Quantity, Version
from riskcore.simulation.assemble import FEW, _ahead_of_time, _rare, _repaired
from riskcore.simulation.designs import name_of
from riskcore.simulation.drivers import driver_statistics
from riskcore.simulation.rare import Occurrences
from riskcore.simulation.version import VERSION

if TYPE_CHECKING:
    from riskcore.simulation.live import Answer, LivePlan


class Versions:
    """The versions of one live plan; what they have in common is found once."""

    def __init__(self, live: LivePlan) -> None:
        self.sampling = live.sampling
        self.digests = Digests(live.plan)
        self.occurrences = Occurrences(live.sampling)

    def of(self, answer: Answer) -> Version:
        """What `simulate` would say of the answer's plan, as far as a comparison asks."""
        plan = answer.plan
        return Version(
            name=plan.name,
            currency=plan.currency,
            epoch=answer.epoch,
            target=plan.target,
            finish=Quantity("Finish", answer.finish),
            cost=None if answer.cost is None else Quantity("total", answer.cost),
            certificate=self._certificate(answer),
            notes=self._notes(answer),
        )

    def _certificate(self, answer: Answer) -> Certificate:
        return Certificate(
            plan=self.digests.of(answer.plan),
            seed=answer.seed,
            iterations=self.sampling.iterations,
            design=name_of(self.sampling.design),
            block=self.sampling.lanes,
            milestones=tuple(answer.milestones),
            riskcore=VERSION,
            numpy=np.__version__,
            numba=numba.__version__,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def _notes(self, answer: Answer) -> tuple[str, ...]:
        program = answer.program
        rare = []
        if self.occurrences.fewest(program) < FEW:
            # the notes are in the order of the strongest, which takes the whole table
            rare = _rare(driver_statistics(program, self.sampling, answer.finish.values, None))
        return (*_ahead_of_time(answer.plan), *answer.plan.notes, *program.notes, *_repaired(program), *rare)
