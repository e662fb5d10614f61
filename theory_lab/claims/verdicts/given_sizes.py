"""Claims that are not about every instance of a space.

Witnesses ("for each size there is an instance"), values ("at each size this number is that"), trends (exact values along
a grid of sizes compared one with the next), and simulations (decided only when a confidence bound clears the claim).

Main definitions: ``witnessed``, ``valued``, ``trending``, ``simulated``.

Conventions: a simulated mean of ``n`` runs in [0, 1] is within ``sqrt(log(1/alpha) / (2 n))`` of the truth on the side
in question, except with probability ``alpha`` (Hoeffding); where that does not settle it the outcome is ``undecided``.  With
``backwards`` the last size is decided first, and nothing else is other: code that uses up what it holds, such as an iterator,
says something else then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims.claim import FLIPPED, Claim
from theory_lab.claims.spaces.instance import called
from theory_lab.claims.verdicts.bulk import weighed
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.judge import Verdict, judge_made, ladder, ranking, related
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.values import numbers_at
from theory_lab.numbers import Array, Undecided
from theory_lab.numbers.reals.errors import catching
from theory_lab.numbers.reals.precisions import deciding
from theory_lab.own_code.explained import explain

T = TypeVar("T")
U = TypeVar("U")


def _each(f: Callable[[T], U], given: Iterable[T], backwards: bool) -> list[U]:
    """What a function gives of each, in their order, whichever is asked for first."""
    made = [f(one) for one in ([*given][::-1] if backwards else given)]
    return made[::-1] if backwards else made


def _combined(verdicts: Sequence[Verdict], details: Sequence[tuple[str, str]]) -> Findings:
    """One verdict per size (of values: per number), and rows to show; a size whose instance misses a hypothesis is unmet."""
    unmet = tuple(verdict.size for verdict in verdicts if verdict.outcome == Outcome.VACUOUS)
    counts = Counter({"small": len(verdicts)})
    return replace(Findings.of(verdicts), counts=counts, unmet=unmet, details=tuple(details))


def witnessed(claim: Claim, backwards: bool = False) -> Findings:
    """Judge the given instance of every size."""
    verdicts = _each(lambda size: weighed(claim, judge_made(claim, claim.witness, size, size)), claim.sizes, backwards)
    found = _combined(verdicts, [(f"size {v.size}", _shown(claim, v)) for v in verdicts])
    return replace(found, telling=sum(bool(verdict.tells) for verdict in verdicts))


def _shown(claim: Claim, verdict: Verdict) -> str:
    relation = "printed as" if claim.printed else claim.relation
    return f"{verdict.lhs} {relation} {verdict.rhs}: {verdict.outcome}" if verdict.lhs else verdict.reason


def valued(claim: Claim, backwards: bool = False) -> Findings:
    """Decide at every size whether each number is the printed one, in its relation to the right side, or to the next one."""
    verdicts, details = [], []
    for size, found in zip(claim.sizes, _each(lambda size: numbers_at(claim, size), claim.sizes, backwards), strict=True):
        for name, verdict in found:
            verdicts.append(verdict)
            details.append((f"size {size}, {name}" if name else f"size {size}", _shown(claim, verdict)))
    return replace(_combined(verdicts, details), telling=sum(bool(verdict.tells) for verdict in verdicts))


def trending(claim: Claim, backwards: bool = False) -> Findings:
    """Judge ``value(next size) <= rhs(size) * value(size)`` (or the claim's relation) along the grid of sizes."""
    values: dict[Any, str] = {}
    steps = list(zip(claim.sizes, claim.sizes[1:], strict=False))
    verdicts = _each(lambda step: _step(claim, step, values, backwards), steps, backwards)
    rows = [(f"size {size}", values[size]) for size in claim.sizes if size in values]
    failed = [(step, verdict) for step, verdict in zip(steps, verdicts, strict=True) if verdict.outcome == Outcome.FAILS]
    rows += [(f"size {a} to {b}", f"{v.lhs} {claim.relation} {v.rhs}: fails") for (a, b), v in failed]
    return _combined(verdicts, rows)


def _step(claim: Claim, step: tuple[Any, Any], values: dict[Any, str], backwards: bool) -> Verdict:
    size, later = step
    verdict = Verdict(Outcome.UNDECIDED, {}, size)
    for bits, forms in ladder(claim):
        with xp.precision(bits, forms), deciding(), catching(claim.catching):
            try:
                now, then = _each(lambda one: _exact(called(claim.trend, one), one), step, backwards)
                bound = called(claim.rhs, size) * now
                values[size], values[later] = str(xp.value(now)), str(xp.value(then))
                outcome = Outcome.HOLDS if bool(related(claim.relation, then, bound)) else Outcome.FAILS
                ratio = ranking(claim.relation, then, bound)
                return Verdict(outcome, {}, later, values[later], str(xp.value(bound)), ratio)
            except Undecided as doubt:
                verdict = Verdict(Outcome.UNDECIDED, {}, later, reason=f"{doubt} (tried {bits} bits)")
            except Exception as error:
                return Verdict(Outcome.ERROR, {}, later, reason=explain(error))
    return verdict


def _exact(value: Any, size: Any) -> Array:
    found = value if isinstance(value, Array) else xp.exact(value)
    if found.is_rounded:
        raise TypeError(f"the trend at size {size} was computed in floats; write Fraction(a, b) for its constants")
    return found


def simulated(claim: Claim, backwards: bool = False) -> Findings:
    """Run the simulation of each size with its own seed and compare a confidence bound with the right side."""
    verdicts = _each(lambda each: _simulated(claim, *each), enumerate(claim.sizes), backwards)
    said = [f"{v.lhs} against {v.rhs}: {v.outcome}" if v.lhs else v.reason for v in verdicts]
    return _combined(verdicts, [(f"size {v.size}", text) for v, text in zip(verdicts, said, strict=True)])


def _simulated(claim: Claim, index: int, size: Any) -> Verdict:
    try:
        runs = np.asarray(called(claim.simulate, size, np.random.default_rng([claim.seed, index])))
        if runs.dtype.kind == "c":  # NumPy would drop the imaginary parts
            raise TypeError("simulate gave complex numbers; it must give real ones")
        return _confident(claim, size, runs.astype(float))
    except Exception as error:
        return Verdict(Outcome.ERROR, {}, size, reason=explain(error))


def _confident(claim: Claim, size: Any, runs: np.ndarray) -> Verdict:
    if runs.shape != (claim.runs,) or not (runs.min() >= 0 and runs.max() <= 1):
        raise ValueError(f"simulate gave an array of shape {runs.shape}; it must give {claim.runs} numbers in [0, 1]")
    bound = claim.rhs(size)
    bound = float(xp.value(bound)) if isinstance(bound, Array) else float(bound)
    mean = float(runs.mean())
    radius = float(np.sqrt(np.log(1 / float(claim.alpha)) / (2 * len(runs))))
    outcome, up = Outcome.UNDECIDED, -1 if claim.relation in FLIPPED else 1
    if up * mean + radius <= up * bound:
        outcome = Outcome.HOLDS
    elif up * mean - radius > up * bound:
        outcome = Outcome.FAILS
    shown = f"{mean:.6g} +/- {radius:.2g} ({len(runs)} runs, seed {claim.seed}, alpha {float(Fraction(claim.alpha)):.1g})"
    small, large = (mean, bound) if up > 0 else (bound, mean)
    return Verdict(outcome, {}, size, shown, f"{bound:.6g}", small / large if large > 0 else None)


KINDS = {"witness": witnessed, "value": valued, "trend": trending, "simulated": simulated}
