"""A claim worked out at one instance: which hypotheses hold, both sides, each step of a chain.

The instance comes from a person, so what does not fit is refused in a sentence; every number is the judge's.

Main definitions: ``Worked``, ``worked``, ``written``, ``fitting_size``.

Conventions: the sides are computed also where a hypothesis is missed, as long as they have values there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims.checks.readings import values
from theory_lab.claims.claim import WITHOUT_SPACE, Claim
from theory_lab.claims.spaces.space import Raw
from theory_lab.claims.verdicts.judge import LADDER, Verdict, judge, sides
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant
from theory_lab.numbers.reals.precisions import deciding

FORMS = LADDER[1]  # where forms are kept
SIZE = "size"  # no field can have that name


@dataclass(frozen=True)
class Worked:
    """One instance of a claim: the verdict, the values of its fields, the state of each hypothesis, and each comparison.

    A claim without a chain has one step; there is none where a side has no value.
    """

    verdict: Verdict
    values: Mapping[str, Any]
    hypotheses: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str, Outcome], ...]


def worked(claim: Claim, at: Mapping[str, Any]) -> Worked:
    """A claim at the instance of these whole numbers, ``size`` among them where several sizes have such instances.

    Raises ``ValueError`` in one sentence for what is no instance.
    """
    if claim.kind in WITHOUT_SPACE:
        raise ValueError(f"a claim of kind {claim.kind!r} has no instances; check shows its numbers")
    raw = {name: list(value) if isinstance(value, tuple) else value for name, value in at.items() if name != SIZE}
    return _worked(claim, raw, fitting_size(claim, at, raw))


def worked_out(claim: Claim, verdict: Verdict) -> Worked:
    """The same of an instance that was found."""
    return _worked(claim, verdict.raw, verdict.size)


def _worked(claim: Claim, raw: Raw, size: Any) -> Worked:
    verdict = judge(claim, raw, size)
    hypotheses = tuple((name, _state(claim, name, raw, size)) for name in claim.given)
    return Worked(verdict, values(claim, verdict), hypotheses, tuple(_steps(variant(claim, given={}), raw, size)))


def _steps(claim: Claim, raw: Raw, size: Any) -> Iterator[tuple[str, str, Outcome]]:
    """The sides of each step, in exact forms where there are any, with its verdict."""
    verdict = judge(claim, raw, size)
    outcomes = [outcome for _, _, outcome in verdict.steps] or [verdict.outcome]
    try:
        told = written(claim, raw, size)
    except Exception:  # it has no value there, as the verdict says
        return
    outcomes = outcomes if len(outcomes) == len(told) - 1 else [verdict.outcome] * (len(told) - 1)
    yield from zip(told, told[1:], outcomes, strict=False)


def written(claim: Claim, raw: Raw, size: Any) -> list[str]:
    """Both sides at an instance (all of a chain), in exact forms where there are any; raises what they raise."""
    with xp.precision(*FORMS), deciding():
        return [str(xp.value(side)) for side in sides(claim, claim.space_at(size).exact(raw))]


def _state(claim: Claim, name: str, raw: Raw, size: Any) -> str:
    """Whether one hypothesis holds, or why that is not known."""
    alone = variant(claim, given={name: claim.given[name]}, chain=(), lhs=lambda i: 0, rhs=lambda i: 0, relation="<=")
    verdict = judge(alone, raw, size)
    said = {Outcome.HOLDS: "holds", Outcome.VACUOUS: "missed"}.get(verdict.outcome)
    return said or f"{verdict.outcome}: {verdict.reason}"


def fitting_size(claim: Claim, at: Mapping[str, Any], raw: Raw) -> Any:
    """The size that is told, or the first one that has such an instance; ``ValueError`` says why there is none."""
    if SIZE in at:
        told = tuple(at[SIZE]) if isinstance(at[SIZE], list) else at[SIZE]
        if not claim.sizes:
            raise ValueError("this claim has no sizes; leave size out")
        claim.space_at(told).validate(raw)
        return told
    reasons = []
    for size in claim.sizes or (None,):
        try:
            claim.space_at(size).validate(raw)
            return size
        except ValueError as error:
            reasons.append(str(error) if size is None else f"size {size!r}: {error}")
    raise ValueError(reasons[0] if len(reasons) == 1 else f"no size has such an instance ({reasons[0]})")
