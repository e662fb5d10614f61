"""What was seen of a claim, by one step of an examination or by all of them together.

Bulk verdicts, searches, stages and tightness each return their findings, and findings add up.

Main definitions: ``Findings``.

Conventions: failures are in the order in which they were found, the smallest and the worst at the ends where both were sought;
the closest instance holds and has a ratio.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from theory_lab.claims.verdicts.exhaustive import Reach
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Outcome

# A claim of which nine in ten random and enumerated instances miss a hypothesis says almost nothing.
MISSED = 0.9
# As many troubles say what is wrong, and a claim that breaks or stays open at every instance is not evaluated at thousands.
MOST_TROUBLES = 20


@dataclass(frozen=True)
class Findings:
    """Counts and the instances that matter.

    counts      how many instances, by stage or by outcome
    failures    instances that fail
    troubles    instances that raise an error or stay undecided
    closest     the instance that comes closest to the bound
    reach       how far the small instances were decided, size by size
    seen        how many were drawn or listed without regard to the hypotheses, and of these
    missed      how many missed one
    telling     how many of those that hold are telling
    unmet       sizes at which no instance met the hypotheses
    variants    instances against claims next to the claim, by name
    details     rows to show
    problems    why the claim does not behave as it says
    """

    counts: Counter[str] = field(default_factory=Counter)
    failures: tuple[Verdict, ...] = ()
    troubles: tuple[Verdict, ...] = ()
    closest: Verdict | None = None
    reach: tuple[Reach, ...] = ()
    seen: int = 0
    missed: int = 0
    telling: int = 0
    unmet: tuple[Any, ...] = ()
    variants: Mapping[str, Verdict] = field(default_factory=dict)
    details: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> Findings:
        """Verdicts sorted into failures, troubles and the closest; nothing is counted."""
        given = tuple(verdicts)
        closest: Verdict | None = None
        for verdict in given:
            closest = _closer(closest, verdict if verdict.outcome == Outcome.HOLDS else None)
        return cls(
            failures=tuple(v for v in given if v.outcome == Outcome.FAILS),
            troubles=tuple(v for v in given if v.outcome in (Outcome.ERROR, Outcome.UNDECIDED)),
            closest=closest,
        )

    def __add__(self, later: Findings) -> Findings:
        return Findings(
            _together(self.counts, later.counts),
            self.failures + later.failures,
            self.troubles + later.troubles,
            _closer(_closer(None, self.closest), later.closest),
            self.reach + later.reach,
            self.seen + later.seen,
            self.missed + later.missed,
            self.telling + later.telling,
            self.unmet + later.unmet,
            {**self.variants, **later.variants},
            self.details + later.details,
            self.problems + later.problems,
        )

    def notable(self, outcome: Outcome) -> dict[str, Verdict]:
        """The instances worth keeping for this outcome: the smallest and the worst failure, or the tightest; one in trouble."""
        names: dict[str, Verdict] = {}
        if self.failures:
            names["smallest"], names["worst"] = self.failures[0], self.failures[-1]
        elif self.closest is not None:
            names["tightest"] = self.closest
        wanted = Outcome.UNDECIDED if outcome == Outcome.TIES else outcome
        trouble = next((verdict for verdict in self.troubles if verdict.outcome == wanted), None)
        return names if trouble is None else names | {"trouble": trouble}

    @property
    def evaluations(self) -> int:
        """How many instances searches evaluated."""
        return self.counts["screened"] + self.counts["attacked"]

    @property
    def vacuous(self) -> int:
        """How many instances missed a hypothesis."""
        return self.counts["vacuous"]

    @property
    def stopped(self) -> bool:
        """Whether there is nothing more to look for: an instance fails, is in trouble, or there are many ties."""
        other = any(not verdict.is_tie for verdict in self.troubles)
        return bool(self.failures) or other or len(self.ties) >= MOST_TROUBLES

    @property
    def ties(self) -> tuple[Verdict, ...]:
        """The instances at which both sides have values that no precision tells apart, each once."""
        ties = {(repr(verdict.size), repr(verdict.raw)): verdict for verdict in self.troubles if verdict.is_tie}
        return tuple(ties.values())

    @property
    def outcome(self) -> Outcome:
        """What is known of all instances, where one that fails settles it whatever troubles others, and a few ties do not."""
        decided = self.closest is not None or any(part.nonvacuous for part in self.reach)
        if self.troubles and not self.stopped and decided and not self._is_vacuous:
            return Outcome.TIES
        return Outcome.FAILS if self.failures else self.worst

    @property
    def worst(self) -> Outcome:
        """What is known where each instance was asked for by name: an error outranks a failure."""
        if self.failures or self.troubles:
            return max(verdict.outcome for verdict in (*self.failures, *self.troubles))
        return Outcome.VACUOUS if self._is_vacuous else Outcome.HOLDS

    @property
    def _is_vacuous(self) -> bool:
        return bool(self.unmet) or self.missed > MISSED * self.seen


def _together(first: Counter[str], second: Counter[str]) -> Counter[str]:
    """The sum, with what was counted and came to 0."""
    counts = Counter(first)
    counts.update(second)
    return counts


def _closer(first: Verdict | None, second: Verdict | None) -> Verdict | None:
    """The first unless the second has a larger ratio."""
    if second is None or second.ratio is None:
        return first
    return second if first is None or (first.ratio or 0) < second.ratio else first
