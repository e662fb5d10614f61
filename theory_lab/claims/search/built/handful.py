"""A handful of instances of any size, decided exactly.

What is built may have numbers far beyond 64 bits.  It is evaluated in batches of exact arithmetic, as long as the claim does not
branch; whatever does not surely hold goes to the judge.

Main definitions: ``Handful``, ``Seen``.

Conventions: an instance evaluated counts as one, and one of a claim without batches as ``ALONE``, which it takes at least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.fields import exacts
from theory_lab.claims.spaces.space import Instance, Raw
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import LADDER, Verdict, ascending, evaluate, judge, related
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers import Array, Real
from theory_lab.numbers.reals.precisions import deciding, guessing

# What an instance by itself costs, in instances of a batch of exact numbers: the median of 20 shipped claims is 5.
ALONE = 5
# Bits of the balls where instances are ranked: gaps down to 2**-200 of the sides are seen, for the trend of a limit.
_RANKED, _PLAIN = 256, 64
# Where ratios of 0 and below begin: under the logarithms of all floats.
_FAR = -2_000.0
# Instances that raise or stay undecided before a stage gives up: they are the judge's, and cost as much as hundreds that hold.
_TROUBLES = 3
# Instances that are worth a batch with forms: two, as the judge evaluates each without forms before.
_BATCH = 2


@dataclass(frozen=True)
class Seen:
    """One instance: whether it met the hypotheses, and how close it comes, larger being closer (nan where not known)."""

    raw: Raw
    met: bool
    closeness: float


class Handful:
    """Decides instances of one claim and size, up to the first failure; how close they come is known if ``ranked``."""

    def __init__(self, claim: Claim, size: Any, *, ranked: bool = False) -> None:
        self.claim, self.size, self.space, self.ranked = claim, size, claim.space_at(size), ranked
        self.spent = self.missed = 0
        self.failures: list[Verdict] = []
        self.troubles: list[Verdict] = []
        self.batched = bool(self.space.arrays) and not claim.catching
        self.met: set[str] = set()
        self._known: set[str] = set()

    @property
    def done(self) -> bool:
        """Whether there is nothing more to look for."""
        return bool(self.failures) or len(self.troubles) >= _TROUBLES

    def instance(self, raws: list[Raw]) -> Instance:
        """Instances with the same static fields as one batch of exact numbers, of any size."""
        arrays = {}
        for name, field in self.space.arrays.items():
            rows = [[raw[name]] if field.scalar else list(raw[name]) for raw in raws]
            arrays[name] = exacts(field, np.array(rows, dtype=object).T)
        return self.space.instance(arrays, raws[0])

    def _fresh(self, raws: Iterable[Raw | None], most: int | None) -> list[Raw]:
        """Those that were not decided yet, each once."""
        found: dict[str, Raw] = {}
        for raw in raws:
            if raw is not None and (key := _written(raw)) is not None and key not in self._known:
                found[key] = raw
                if len(found) == most:
                    break
        self._known |= found.keys()
        return list(found.values())

    def decide(self, raws: Iterable[Raw | None], most: int | None = None) -> list[Seen]:
        """Decide instances, no more than ``most``; failures and troubles are kept."""
        groups: dict[tuple[int, ...], list[Raw]] = {}
        for raw in self._fresh(raws, most):
            groups.setdefault(self.space.static_of(raw), []).append(raw)
        return [seen for group in groups.values() for seen in self._group(group)]

    def _group(self, raws: list[Raw]) -> list[Seen]:
        if self.done:
            return []
        found = self._batch(raws) if self.batched and len(raws) > 1 else None
        if found is None:
            return [seen for raw in raws if not self.done for seen in [self._alone(raw)]]
        self.spent += len(raws)
        for seen, _ in found:
            if seen.met:
                self.met.add(repr(seen.raw))
            self.missed += not seen.met
        for raw in self._untied([seen.raw for seen, sure in found if not sure]):
            if not self.done:
                self._judge(raw)
        return [seen for seen, _ in found]

    def unsettled(self, raws: list[Raw]) -> list[Raw]:
        """Those that batches leave to the judge; the others surely hold or are vacuous, and none is decided."""
        groups: dict[tuple[int, ...], list[Raw]] = {}
        for raw in raws:
            groups.setdefault(self.space.static_of(raw), []).append(raw)
        return [raw for group in groups.values() for raw in self._left(group)]

    def _left(self, raws: list[Raw]) -> list[Raw]:
        found = self._batch(raws) if self.batched and len(raws) >= _BATCH else None
        return raws if found is None else self._untied([seen.raw for seen, sure in found if not sure])

    def _untied(self, raws: list[Raw]) -> list[Raw]:
        """Those that do not surely hold with forms either, which tell that two sides are equal; one alone is the judge's."""
        if len(raws) < _BATCH:
            return raws
        try:
            with xp.precision(*LADDER[1]), deciding():
                evaluation = evaluate(self.claim, self.instance(raws))
                if evaluation is None:
                    return []
                sure = np.zeros(len(raws), dtype=bool) if evaluation.hypothesis is None else ~evaluation.hypothesis.possible
                sure = np.broadcast_to(sure, (len(raws),)) | self._related(evaluation.values, len(raws))
        except Exception:  # the judge will name what is wrong
            return raws
        return [raw for raw, holds in zip(raws, sure.tolist(), strict=True) if not holds]

    def _related(self, values: Sequence[Array], count: int) -> np.ndarray:
        """At which of so many instances all steps surely hold."""
        sure = np.ones(count, dtype=bool)
        for left, right in pairwise(values):
            sure &= related(self.claim.relation, left, right).sure
        return sure

    def _batch(self, raws: list[Raw]) -> list[tuple[Seen, bool]] | None:
        """Each instance, and whether it surely holds or is vacuous; None where the claim has no batches."""
        count = len(raws)
        try:
            with xp.precision(_RANKED if self.ranked else _PLAIN, False), deciding():
                evaluation = evaluate(self.claim, self.instance(raws))
                if evaluation is None:
                    return [(Seen(raw, False, np.nan), True) for raw in raws]
                sure = self._related(evaluation.values, count)
                close = np.full(count, -np.inf if self.ranked else np.nan)
                if self.ranked:
                    for left, right in pairwise(evaluation.values):
                        pair = (np.broadcast_to(side.numbers(batched=True), (count,)) for side in (left, right))
                        with guessing():
                            close = np.fmax(close, [_closeness(self.claim.relation, a, b) for a, b in zip(*pair, strict=True)])
                given = evaluation.hypothesis
                met = np.broadcast_to(True if given is None else given.possible, (count,))
        except Exception:  # it branches, or the judge will name what is wrong, at an instance
            self.batched = False
            return None
        return [(Seen(*each[:3]), bool(each[3])) for each in zip(raws, met.tolist(), close.tolist(), sure | ~met, strict=True)]

    def _alone(self, raw: Raw) -> Seen:
        self.spent += ALONE if self.space.arrays else 1
        verdict = self._judge(raw)
        met = verdict.outcome != Outcome.VACUOUS
        self.missed += not met
        if met:
            self.met.add(repr(raw))
        return Seen(raw, met, np.nan if verdict.ratio is None else _of_ratio(self.claim.relation, verdict.ratio))

    def _judge(self, raw: Raw) -> Verdict:
        verdict = judge(self.claim, raw, self.size)
        if verdict.outcome == Outcome.FAILS:
            self.failures.append(verdict)
        elif verdict.outcome in (Outcome.ERROR, Outcome.UNDECIDED):
            self.troubles.append(verdict)
        return verdict

    def findings(self) -> Findings:
        """What came of it, counted with the search; troubles are told where the search itself meets them."""
        errors = tuple(verdict for verdict in self.troubles if verdict.outcome == Outcome.ERROR)
        vacuous = self.missed if self.met else self.spent  # what was only watched met nothing either
        return Findings(Counter(attacked=self.spent, vacuous=vacuous), tuple(self.failures), errors)


def _written(raw: Raw) -> str | None:
    """The whole numbers of an instance as text; None where one has more digits than Python writes, which no file could hold."""
    try:
        return repr(raw)
    except ValueError:
        return None


def _closeness(relation: str, left: Real, right: Real) -> float:
    """A number that grows as the sides come together, with small ratios and small distances told apart.

    Twice ``lhs / rhs - 1`` from a ratio of 1/2 on, the binary logarithm of the ratio below, which meets it there; for an equation
    how far the sides are apart.
    """
    relation, left, right = ascending(relation, left, right)
    try:
        if relation == "==":
            return float(abs(left - right))
        if not right > 0:
            return float(left - right)
        ratio = float(left / right)
        return 2 * float((left - right) / right) if ratio > 1 / 2 else _of_ratio(relation, ratio)
    except Exception:  # an infinity, or a comparison that is open: it ranks and decides nothing
        return np.nan


def _of_ratio(relation: str, ratio: float) -> float:
    """The same of a ratio that is known as a float."""
    if relation == "==":
        return ratio
    return 2 * (ratio - 1) if ratio > 1 / 2 else float(np.log2(ratio)) if ratio > 0 else _FAR + ratio
