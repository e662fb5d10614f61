"""The search for inequalities: propose, attack, learn from what fails.

Candidates come from linear programs on a sample; each is attacked by the ordinary engine as a claim, and instances that refute it
or come close join the sample, until nothing new is refuted.

Main definitions
----------------
``Found``     an inequality that survived, with the instances where it is an equality, or comes closest
``discover``  a conjecture -> what was found, simplest first

Conventions: deterministic by the seed; budgets count evaluations, never seconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from theory_lab.claims.search.attack import attack
from theory_lab.claims.source import Source
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import variant
from theory_lab.conjectures import terms
from theory_lab.conjectures.conjecture import Conjecture
from theory_lab.conjectures.implications import independent
from theory_lab.conjectures.inequalities import Inequality, claim_of, total
from theory_lab.conjectures.programs import TIGHT, Rows, simplest, vertices
from theory_lab.conjectures.samples import Sample, space_at
from theory_lab.conjectures.terms import Column, Factor, Term

# Evaluations of one attack at each size, a third of a quick check's: candidates are many, and most of them fail at once.
_BUDGET = 10_000
# Rounds of proposing and attacking; the shipped conjectures come to rest within eight.
_ROUNDS = 12
# Denominators of constants that need not be simple, and instances learnt from one attack on them.
_FINE, _WORST = 10**4, 5
# Instances of equality looked for, and shown.
_LOOKED, EQUALITIES = 40, 3
# Floats this near to equality may be equal; the judge decides.
_EQUAL = 1e-12
SOURCE = Source("theory-lab conjecture", "found by search", status="derived")
Say = Callable[[str], object]


@dataclass(frozen=True)
class Found:
    """An inequality that survived its attacks; ``equal`` are instances of equality, ``closest`` has the largest ratio seen."""

    inequality: Inequality
    equal: tuple[Verdict, ...]
    closest: Verdict | None


@dataclass(frozen=True)
class Template:
    """A target, a direction and the terms of a bound, whose constants are sought."""

    target: Term
    upper: bool
    columns: tuple[Term, ...]


def templates(conjecture: Conjecture) -> list[Template]:
    """One term; two terms; and a quantity times three simple factors."""
    found: list[Template] = []
    for name in conjecture.target:
        others = [other for other in conjecture.quantities if other != name]
        laws = [other for other in others if other not in conjecture.parameters]
        single = [*terms.single_terms(laws), *terms.product_terms(others, conjecture.parameters)]
        columns = [(term,) for term in [terms.ONE, *single]]
        columns += list(itertools.combinations([terms.ONE, *single], 2))
        for one in laws:
            multiples = [terms.plain(one), *((Factor(one), Factor(other)) for other in conjecture.parameters)]
            columns += list(itertools.combinations(multiples, 3))
        targets = [(Factor(name, function),) for function in ("", "square")]
        found += [
            Template(target, upper, part)
            for target in targets
            for upper in (True, False)
            for part in columns
            if not _is_root(target, part)
        ]
    return found


def _is_root(target: Term, columns: tuple[Term, ...]) -> bool:
    """Whether the squares of both sides, or their roots, are a form of their own."""
    functions = {factor.function for term in columns for factor in term}
    return len(columns) == 1 and functions == {"square" if target[0].function else "sqrt"}


def discover(conjecture: Conjecture, seed: int = 0, say: Say = str) -> list[Found]:
    """Inequalities that hold wherever they were tried, are tight, and are not implied by simpler ones."""
    say("instances")
    sample, forms = Sample(conjecture, seed), Forms(conjecture, seed)
    survivors: dict[object, Verdict | None] = {}
    refuted: set[object] = set()
    kept: list[Inequality] = []
    for k in range(_ROUNDS):
        say(f"round {k + 1}: {len(sample.places)} instances, {len(forms.constants)} forms")
        values = sample.values
        proposed = forms.candidates(values)
        moved = sum([_sharpened(one, conjecture, sample, seed + k) for one in forms.products()])
        kept = independent([one for one in proposed if key(one) not in refuted], values)
        fresh = {key(one): one for one in reversed(kept) if key(one) not in survivors}
        for number, one in enumerate(fresh.values()):
            say(f"round {k + 1}: attack {number + 1} of {len(fresh)}")
            closest = attacked(one, conjecture, sample, seed + k)
            if closest is None or closest.outcome != Outcome.FAILS:
                survivors[key(one)] = closest
            else:
                refuted.add(key(one))
        if not moved and not refuted & set(fresh):
            break
    values = sample.values
    kept = independent([one for one in kept if key(one) in survivors], values)
    once = {key(one): one for one in reversed(kept)}
    return [Found(one, equalities(one, conjecture, sample, values), survivors[key(one)]) for one in reversed(once.values())]


class Forms:
    """All forms with the constants that are best on the sample; they are sought again where a new instance violates them."""

    def __init__(self, conjecture: Conjecture, seed: int) -> None:
        self.constants: dict[Template, list[Column] | None] = dict.fromkeys(templates(conjecture))
        self._seed = seed

    def candidates(self, values: Mapping[str, Column]) -> list[Inequality]:
        """The inequalities with simple constants that hold on the sample and are facets there, each once."""
        return list(dict.fromkeys(one for template in self.constants for one in self._of(template, values)))

    def products(self) -> list[Inequality]:
        """The inequalities in three terms as the sample has them, with constants that need not be simple."""
        return [
            Inequality(template.target, template.upper, tuple(zip(map(_rounded, constants), template.columns, strict=True)))
            for template, known in self.constants.items()
            if len(template.columns) > 2
            for constants in known or ()
        ]

    def _of(self, template: Template, values: Mapping[str, Column]) -> Iterator[Inequality]:
        known = self.constants[template]
        if known == []:  # there was none, and further instances bring none
            return
        columns = [terms.values_of(term, values) for term in template.columns]
        rows = Rows.of(terms.values_of(template.target, values), columns, template.upper)
        if rows is None:
            return
        if known is None or not all(map(rows.is_valid, known)):
            known = self.constants[template] = vertices(rows, np.random.default_rng([self._seed, 6]))
        for constants in known:
            for exact in itertools.islice(simplest(rows, constants), 1):
                one = Inequality(template.target, template.upper, tuple(zip(exact, template.columns, strict=True)))
                if not np.isnan(total(one.bound, values)).any():  # inf - inf somewhere
                    yield one


def _rounded(constant: float) -> Fraction:
    return Fraction(constant).limit_denominator(_FINE)


def key(one: Inequality) -> object:
    """The same for an inequality solved for one term or another: its terms on one side, the first with the constant 1 or -1."""
    left, right = one.sides
    parts = dict(sorted([*((term, c) for c, term in right), *((term, -c) for c, term in left)]))
    first = abs(next(iter(parts.values())))
    return tuple((term, c / first) for term, c in parts.items())


def attacked(one: Inequality, conjecture: Conjecture, sample: Sample, seed: int) -> Verdict | None:
    """The instance that refutes an inequality, else the one that comes closest; all that matter join the sample."""
    claim = claim_of(one, conjecture, SOURCE)
    closest: Verdict | None = None
    for size in conjecture.sizes or (None,):
        found = attack(claim, size, budget=_BUDGET, seed=seed)
        notable = [*found.failures[:1], *found.failures[-1:], *filter(None, [found.closest])]
        sample.add((size, verdict.raw) for verdict in notable)
        if found.failures:
            return found.failures[-1]
        if found.closest is not None and (closest is None or (closest.ratio or 0) < (found.closest.ratio or 0)):
            closest = found.closest
    return closest


def _sharpened(one: Inequality, conjecture: Conjecture, sample: Sample, seed: int) -> bool:
    """Whether an inequality that the sample supports is far from true somewhere; the worst instances join the sample."""
    claim, far = claim_of(one, conjecture, SOURCE), False
    for size in conjecture.sizes or (None,):
        failures = attack(claim, size, budget=_BUDGET, seed=seed, keep_going=True).failures
        sample.add((size, verdict.raw) for verdict in failures[-_WORST:])
        far = far or any(_excess(verdict) > TIGHT for verdict in failures)
    return far


def _excess(verdict: Verdict) -> float:
    """By how much of its larger side an instance fails."""
    return 1.0 if verdict.ratio is None else 1 - 1 / verdict.ratio if verdict.ratio > 1 else 0.0


def equalities(one: Inequality, conjecture: Conjecture, sample: Sample, values: Mapping[str, Column]) -> tuple[Verdict, ...]:
    """The lightest instances of the sample where both sides are equal, which the judge decides, and not both zero."""
    left, right = (total(side, values) for side in one.sides)
    with np.errstate(all="ignore"):
        near = np.flatnonzero(np.isfinite(right) & (abs(right) > 0) & (abs(right - left) <= _EQUAL * abs(right)))
    claim = variant(claim_of(one, conjecture, SOURCE), relation="==")
    found: list[Verdict] = []
    for k in _lightest(sample, near.tolist())[:_LOOKED]:
        size, raw = sample.places[k]
        verdict = judge(claim, raw, size)
        if verdict.outcome == Outcome.HOLDS:
            found.append(verdict)
        if len(found) == EQUALITIES:
            break
    return tuple(found)


def _lightest(sample: Sample, places: Sequence[int]) -> list[int]:
    def weight(k: int) -> tuple[int, int]:
        size, raw = sample.places[k]
        return space_at(sample.conjecture, size).weight(raw), k

    return sorted(places, key=weight)
