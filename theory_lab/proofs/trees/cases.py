"""The cases of what stands at a node: whether products of chances on the path to it are 0, and which of them is larger.

Part of the trusted base.

Main definitions: ``cases``.

Conventions: each point of a star is one of some case, and what holds in each case holds of the star.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import decided, first_condition, settled, total
from theory_lab.proofs.statements import Statement, Untraceable
from theory_lab.proofs.terms import ZERO
from theory_lab.proofs.trees.stars import PATH, Star, parts_of

PLAIN = {"const", "var", "add", "sub", "mul", "neg", "sum"}  # comparisons of other terms are for the proofs


def cases(star: Star) -> Iterator[Star]:
    """The cases of a star; raises ``Untraceable`` where what stands at a leaf may be infinite (see ``on_nodes``)."""
    statement = star.statement
    ranges = {**statement.ranges, **{name: (Fraction(0), Fraction(1)) for law in statement.laws for name in law}}
    positive = statement.positive | {name for name, (low, _) in ranges.items() if low is not None and low > 0}
    variables = {terms.above(terms.variable(name), ZERO): name for name in ranges}
    positive |= {variables[one] for one in statement.hypotheses if one in variables}
    least = frozenset(name for name, (low, _) in ranges.items() if low is not None and low >= 0)
    if not all(total(settled(term, positive, least), ranges, positive) for term in star.others):
        raise Untraceable("what stands at a leaf may be infinite")
    loose = [name for name, (low, _) in ranges.items() if name.endswith(PATH) and low == 0 and name not in positive]
    for zeros in itertools.product((False, True), repeat=len(loose)):
        zero = {name: ZERO for name, is_zero in zip(loose, zeros, strict=True) if is_zero}
        above = positive | (set(loose) - zero.keys())
        known = tuple(terms.above(terms.variable(name), ZERO) for name in loose if name in above)
        case = replace(
            statement,
            ranges={name: ends for name, ends in statement.ranges.items() if name not in zero},
            hypotheses=(*statement.hypotheses, *known),
            sides=tuple(settled(terms.substituted(side, zero), above, least) for side in statement.sides),
        )
        yield from (replace(star, statement=one) for one in _compared(case))


def _compared(statement: Statement) -> Iterator[Statement]:
    """The statement with each answer to comparisons of products of chances."""
    inside = (one for one in parts_of(statement.sides) if all(name.endswith(PATH) for name in terms.variables(one)))
    found = (condition for one in inside if (condition := first_condition((one,))) is not None)
    condition = next((one for one in found if all(part.op in PLAIN for part in parts_of(one.args))), None)
    if condition is None:
        yield statement
        return
    for answer in (True, False):
        known = condition if answer else terms.negation(condition)
        sides = tuple(decided(side, condition, answer) for side in statement.sides)
        yield from _compared(replace(statement, sides=sides, hypotheses=(*statement.hypotheses, known)))
