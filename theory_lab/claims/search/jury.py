"""The jury of a search: the few instances that matter go to the exact judge, each at most once, further ties in batches.

Floats propose; what is reported has been decided.

Main definitions: ``Jury``, ``rank``, ``is_tight``.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from theory_lab.claims.claim import Claim
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.search.population import Matrix, Population
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

# Scores this near the bound may be on either side of it: well above the rounding of float64, which is 2**-52 an operation.
CLOSE = 1e-9
# Judged a round: an exact verdict costs some 300 scores (median of 32 shipped claims), more than a round; the next are alike.
_HEARD = 4
# Ties judged in all: where the bound is attained every round brings ties, and almost every one of them holds.
_TIES = 160
# Ties that are settled at once, where an equality is known: those of four rounds, as four take as long as sixteen.
_TOGETHER = 16


def is_tight(claim: Claim, closest: Verdict | None) -> bool:
    """Whether an instance at which the claim holds with equality is known; an equation holds with nothing else."""
    return closest is not None and (claim.relation == "==" or (closest.ratio or 0) >= 1)


class Jury:
    """Sends the few instances that matter to the exact judge, each at most once."""

    def __init__(self, claim: Claim, size: Any) -> None:
        self.claim, self.size = claim, size
        self.failures: list[Verdict] = []
        self.troubles: list[Verdict] = []
        self.closest: Verdict | None = None
        self.broken = False
        self._heard: set[tuple[int, int]] = set()
        self._ties = 0
        self._waiting: list[Raw] = []
        self._worst = -np.inf
        self._batches = Handful(claim, size)

    def hear(self, population: Population, values: Matrix) -> bool:
        """Judge the best instances of this round, a bounded number of ties; whether a clear violation was none."""
        misled = False
        bar = 0.0 if self.claim.relation == "==" else 1.0
        tight = is_tight(self.claim, self.closest)
        for k in np.argsort(-values, kind="stable")[:_HEARD].tolist():
            clear, name = values[k] > bar + CLOSE, _name(population, k)
            tied = max(0.0, bar - CLOSE) <= values[k] <= bar + CLOSE and self._ties < _TIES
            if not (clear or tied) or name in self._heard or (self.failures and values[k] <= self._worst):
                continue
            self._heard.add(name)
            self._ties += not clear
            if tied and tight:
                self._waiting.append(population.raw(k))
            else:
                misled |= self._judge(population.raw(k)) == Outcome.HOLDS and bool(clear)
        if len(self._waiting) >= _TOGETHER:
            self.settle()
        return misled

    def settle(self) -> None:
        """Decide the ties that wait, which say nothing but whether they hold: in a batch, and those that it leaves open alone."""
        waiting, self._waiting = self._waiting, []
        for raw in self._batches.unsettled(waiting):
            if not self.failures and not self.broken:
                self._judge(raw)

    def close(self, population: Population, values: Matrix) -> None:
        """Judge what waits and the best instance of all, so that the tightest ratio shown is exact."""
        self.settle()
        best = int(np.argmax(values))
        if not self.failures and np.isfinite(values[best]):
            self._judge(population.raw(best))

    def _judge(self, raw: Raw) -> Outcome:
        verdict = judge(self.claim, raw, self.size)
        if verdict.outcome == Outcome.FAILS:
            self.failures.append(verdict)
            self._worst = max(self._worst, severity(verdict))
        elif verdict.outcome == Outcome.HOLDS:
            self.closest = _closer(self.closest, verdict)
        elif verdict.outcome in (Outcome.ERROR, Outcome.UNDECIDED):
            self.troubles.append(verdict)
            self.broken = self.broken or verdict.outcome == Outcome.ERROR
        return verdict.outcome

    def findings(self, stage: str, evaluations: int, vacuous: int) -> Findings:
        """What came of a search: failures with the worst last."""
        counts = Counter({stage: evaluations, "vacuous": vacuous})
        if self.troubles:
            counts["undecided"] = sum(verdict.outcome == Outcome.UNDECIDED for verdict in self.troubles)
        return Findings(counts, tuple(sorted(self.failures, key=rank)), tuple(self.troubles), self.closest)


def severity(verdict: Verdict) -> float:
    """How bad a failure is: its ratio, infinite where there is none."""
    return np.inf if verdict.ratio is None else verdict.ratio


def rank(verdict: Verdict) -> tuple[float, float]:
    """The same for comparisons between failures, those without a ratio by the gap of their sides."""
    return severity(verdict), verdict.gap


def _closer(first: Verdict | None, second: Verdict) -> Verdict:
    return second if first is None or (second.ratio or 0) > (first.ratio or 0) else first


def _name(population: Population, index: int) -> tuple[int, int]:
    return id(population.layout), int(population.keys[index])
