"""The judge: one instance decided in rationals and balls, at a precision that is raised until the comparison is certain.

Main definitions: ``Verdict``, ``judge``, ``judge_made``; ``evaluate``, which puts ``hypotheses`` and ``sides`` together;
``telling``, ``is_telling``.

Conventions: an instance that misses a hypothesis is *vacuous*; whatever is raised while evaluating is outcome ``error`` with the
instance; a comparison that no precision settles is ``undecided``.  No tolerance enters.

An instance that holds is *telling* if the claim could have failed there: both sides lie strictly between the values that are
known without the theorem (``Claim.trivial``; at most infinity), and the left side of ``<=`` is no millionth part of the right
one, both taken from the least value, or neither 0 nor ``-inf`` where none is known.  ``0 < x`` is news where ``x`` may be 0, and
an equation can fail on both sides wherever they are finite and lie within what is known.  A chain is telling where each of its
steps is.  What no precision settles is not telling.  A counterexample needs no strength, and none is counted where a claim fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import FLIPPED, Claim
from theory_lab.claims.spaces.instance import called
from theory_lab.claims.spaces.space import Instance, Raw
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers import Array, Truth, Undecided
from theory_lab.numbers.constructors import full
from theory_lab.numbers.ground.refusals import instead
from theory_lab.numbers.reals.errors import catching
from theory_lab.numbers.reals.precisions import deciding, guessing, strict
from theory_lab.own_code.explained import explain

# Bits, and whether forms are tracked: 64 bits without forms settle most instances; forms cost as much as the balls and decide
# nothing but ties; what 1,024 bits leave open is a tie that forms do not know.
LADDER = ((64, False), (256, True), (1024, True))
_ANCHOR = xp.exact(0)
# A left side that is less than this part of the right one could not have failed: a bound a million times too large.
NEGLIGIBLE = 10**6


@dataclass(frozen=True)
class Verdict:
    """What the judge found at one instance.

    ``lhs`` and ``rhs`` are exact strings or enclosures; for a chain those of the step that failed or, if none did, of the whole.
    ``ratio`` is ``lhs / rhs`` as a float for ranking (``|lhs - rhs|`` for an equation, 0 where it holds, ``rhs / lhs`` for
    ``>=``), None where it is not ranked; ``gap`` is ``lhs - rhs``, which ranks what the ratio does not.  ``tells`` says whether
    an instance that holds is telling, None where that was not decided.
    """

    outcome: Outcome
    raw: Raw = field(default_factory=dict)
    size: Any = None
    lhs: str = ""
    rhs: str = ""
    ratio: float | None = None
    gap: float = 0.0
    reason: str = ""
    steps: tuple[tuple[str, str, Outcome], ...] = ()
    tells: bool | None = None

    @property
    def is_tie(self) -> bool:
        """Whether both sides of an instance have values and their comparison alone is open."""
        return self.outcome == Outcome.UNDECIDED and bool(self.raw and self.lhs)


@dataclass(frozen=True)
class Evaluation:
    """The values of a claim's sides and whether the hypotheses hold, over one instance or a batch."""

    values: tuple[Array, ...]
    hypothesis: Truth | None


def evaluate(claim: Claim, instance: Instance) -> Evaluation | None:
    """Both sides (all of a chain) at an instance; None when a single instance misses a hypothesis."""
    met, hypothesis = hypotheses(claim, instance)
    return Evaluation(sides(claim, instance), hypothesis) if met else None


def hypotheses(claim: Claim, instance: Instance) -> tuple[bool, Truth | None]:
    """Whether the hypotheses can be met (they cannot where a single instance misses one), and all of them as one comparison."""
    together: Truth | None = None
    for name, predicate in claim.given.items():
        truth = called(predicate, instance)
        if isinstance(truth, np.bool_) and strict.get():
            raise TypeError(
                f"the hypothesis {name!r} gave a truth value of NumPy, whose floats decide nothing; compare array numbers"
            )
        if isinstance(truth, bool | np.bool_):
            if not truth:
                return False, None
            continue
        if not isinstance(truth, Truth):
            raise TypeError(f"the hypothesis {name!r} gave {truth!r}; it must be a comparison, such as i.p[0] <= i.q[0]")
        _refuse_floats(f"the hypothesis {name!r}", truth)
        truth = xp.all(truth) if truth.shape else truth
        together = truth if together is None else together & truth
    missed = together is not None and together.possible.size == 1 and not together.possible.all()
    return not missed, together


def sides(claim: Claim, instance: Instance) -> tuple[Array, ...]:
    """The values of both sides, or of all of a chain."""
    every = enumerate(claim.chain or (claim.lhs, claim.rhs))
    return tuple(_number(called(side, instance), ("lhs", "rhs")[k] if k < 2 else f"step {k}") for k, side in every)


def telling(claim: Claim, values: Sequence[Array], argument: Any) -> Truth:
    """Whether these sides at an instance (or a batch, or of kind ``value`` at a size) say more than what is known."""
    least, most = (
        None if end is None else _number(called(end, argument) if callable(end) else end, "trivial") for end in claim.known
    )
    answer: Truth | None = None
    for first, second in zip(values, values[1:], strict=False):
        relation, left, right = ascending(claim.relation, first, second)
        says = (right < (np.inf if most is None else most)) & _says(relation, left, right, least)
        answer = says if answer is None else answer & says
    if answer is None:
        raise ValueError("a claim has two sides or more")
    return answer


def _says(relation: str, left: Array, right: Array, least: Array | None) -> Truth:
    """Whether a step says more than that its left side is as small as it can be."""
    if relation == "==":
        return left > (-np.inf if least is None else least)
    if relation == "<":
        return (left > -np.inf) if least is None else (left >= least)
    if least is None:
        return (left != 0) & (left > -np.inf) & ((left < 0) | (NEGLIGIBLE * left >= right))
    return (left > least) & (NEGLIGIBLE * (left - least) >= right - least)


def _number(value: Any, side: str) -> Array:
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return full((), value, _ANCHOR)
    if isinstance(value, xp.Real):
        return xp.exact(0) + value
    if isinstance(value, xp.Truth):
        raise TypeError(f"{side} is a comparison, and a side must be a number; xp.indicator() of it is 1 where it is true")
    if not isinstance(value, Array):
        meant = "" if not isinstance(value, float) else f"; write exact({value})" if np.isinf(value) else instead(value)
        raise TypeError(f"{side} gave {value!r}; a side must be a number in the functions of theory_lab.numbers{meant}")
    if value.shape:
        raise ValueError(f"{side} has shape {value.shape}; a side must be a single number, e.g. through sum()")
    _refuse_floats(side, value)
    return value


def _refuse_floats(what: str, found: Array | Truth) -> None:
    """Where a verdict is decided, raise ``TypeError`` for what was computed in floats."""
    if strict.get() and found.is_rounded:
        raise TypeError(f"{what} was computed in floats; write its constants as whole numbers or Fraction(a, b)")


def ascending(relation: str, left: Any, right: Any) -> tuple[str, Any, Any]:
    """The same with the smaller side first: ``left >= right`` is ``right <= left``."""
    return (FLIPPED[relation], right, left) if relation in FLIPPED else (relation, left, right)


def related(relation: str, left: Array, right: Array) -> Truth:
    """The comparison that a claim states."""
    relation, left, right = ascending(relation, left, right)
    if relation == "==":
        return left == right
    return left < right if relation == "<" else left <= right


def ladder(claim: Claim) -> tuple[tuple[int, bool], ...]:
    """The steps of the precision; of code that may catch the last alone, for it may keep what it made of an open comparison."""
    return LADDER[-1:] if claim.catching else LADDER


def judge(claim: Claim, raw: Raw, size: Any = None) -> Verdict:
    """Decide one instance exactly, at 64, 256 and 1024 bits until it is certain; a chain also fails by one step that fails."""
    verdict = Verdict(Outcome.UNDECIDED, raw, size)
    for bits, forms in ladder(claim):
        with xp.precision(bits, forms), deciding(), catching(claim.catching):
            try:
                verdict, doubt = _judged(claim, raw, size)
                if doubt is None:
                    return verdict
            except Undecided as reason:
                doubt = reason
                verdict = verdict if verdict.outcome == Outcome.FAILS else Verdict(Outcome.UNDECIDED, raw, size)
            except Exception as error:
                return Verdict(Outcome.ERROR, raw, size, reason=explain(error))
            if verdict.outcome == Outcome.UNDECIDED:
                verdict = replace(verdict, reason=f"{doubt}" if f" {bits} bits" in f"{doubt}" else f"{doubt} (tried {bits} bits)")
    return verdict


def is_telling(claim: Claim, verdict: Verdict) -> bool:
    """Whether an instance that holds is telling; decided now where the verdict leaves it open."""
    if verdict.outcome != Outcome.HOLDS or verdict.tells is not None:
        return bool(verdict.tells)
    for bits, forms in ladder(claim):
        with xp.precision(bits, forms), deciding(), catching(claim.catching):
            instance = claim.space_at(verdict.size).exact(verdict.raw)
            try:
                return bool(telling(claim, sides(claim, instance), instance))
            except Undecided:
                continue
    return False


def judge_made(claim: Claim, make: Callable[[Any], Raw], argument: Any, size: Any = None) -> Verdict:
    """Decide the instance that a function of the claim's file makes; what it raises is outcome ``error``."""
    try:
        raw = called(make, argument)
    except Exception as error:
        return Verdict(Outcome.ERROR, {}, size, reason=explain(error))
    return judge(claim, raw, size)


def _judged(claim: Claim, raw: Raw, size: Any) -> tuple[Verdict, Undecided | None]:
    """The verdict at the precision in force, and what is open: of a chain, steps but one that fails; may raise ``Undecided``."""
    instance = claim.space_at(size).exact(raw)
    met, hypothesis = hypotheses(claim, instance)
    if not met:
        return Verdict(Outcome.VACUOUS, raw, size), None
    if hypothesis is not None:
        bool(hypothesis)  # raises where it is open, and before the sides: they may have no value where it is missed
    values = sides(claim, instance)
    pairs = list(zip(values, values[1:], strict=False))
    answers = [_answer(claim.relation, *pair) for pair in pairs]
    doubt = next((answer for answer in answers if isinstance(answer, Undecided)), None)
    if doubt is not None and False not in answers:
        return Verdict(Outcome.UNDECIDED, raw, size, *_texts(*pairs[answers.index(doubt)])), doubt
    outcomes = [Outcome.UNDECIDED if isinstance(answer, Undecided) else _decided(answer) for answer in answers]
    left, right = pairs[answers.index(False)] if False in answers else (values[0], values[-1])
    steps: tuple[tuple[str, str, Outcome], ...] = ()
    if len(pairs) > 1:
        steps = tuple((*_texts(*pair), outcome) for pair, outcome in zip(pairs, outcomes, strict=True))
    outcome = _decided(False not in answers)
    ratio = ranking(claim.relation, left, right)
    if claim.relation == "==" and outcome == Outcome.HOLDS and ratio is not None:
        ratio = 0.0  # it is decided: what enclosures leave of the distance is the rounding of this computation alone
    tells = told(claim, values, instance) if outcome == Outcome.HOLDS else None
    gap = _gap(*ascending(claim.relation, left, right)[1:])
    return Verdict(outcome, raw, size, *_texts(left, right), ratio, gap, steps=steps, tells=tells), doubt


def told(claim: Claim, values: Sequence[Array], argument: Any) -> bool | None:
    """``telling`` at the precision in force; None where that is open."""
    try:
        return bool(telling(claim, values, argument))
    except Undecided:
        return None


def _answer(relation: str, left: Array, right: Array) -> bool | Undecided:
    """Whether a step holds, or why that is open."""
    try:
        return bool(related(relation, left, right))
    except Undecided as doubt:
        return doubt


def _decided(answer: bool) -> Outcome:
    return Outcome.HOLDS if answer else Outcome.FAILS


def _texts(left: Array, right: Array) -> tuple[str, str]:
    return str(xp.value(left)), str(xp.value(right))


def ranking(relation: str, left: Array, right: Array) -> float | None:
    """How close an instance comes: ``lhs / rhs`` for ``0 < rhs < inf``, ``|lhs - rhs|`` for an equation, else None.

    For ``>=`` it is ``rhs / lhs``, so that 1 is equality and more is a violation in either case.
    """
    relation, left, right = ascending(relation, left, right)
    a, b = xp.value(left), xp.value(right)
    with guessing():
        if relation == "==":
            return None if a.infinite or b.infinite else float(abs(a - b))
        if b.infinite or float(b) <= 0:
            return None
        try:
            return float("inf") if a.infinite > 0 else float(a / b)
        except (Undecided, ZeroDivisionError):  # a ball around 0, and one whose form shows that it is 0
            return None


def _gap(left: Array, right: Array) -> float:
    a, b = xp.value(left), xp.value(right)
    if a.infinite or b.infinite:
        return np.inf if a.infinite > 0 or b.infinite < 0 else -np.inf
    try:
        with guessing():  # it ranks and decides nothing
            return float(a - b)
    except Undecided:
        return 0.0
