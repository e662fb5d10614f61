"""The formula that is read off a claim's code has the value of the code."""

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, ctx, fmpq

from tests.shipped import CLAIMS, shipped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.claims.claim import FLIPPED
from theory_lab.claims.spaces.fields import fractions
from theory_lab.claims.verdicts.judge import evaluate
from theory_lab.numbers import Indeterminate, Undecided, precision
from theory_lab.proofs import symbols, terms
from theory_lab.proofs.kernel.values import Open, value
from theory_lab.proofs.statements import Untraceable, statements, traced

BITS = 160
GROUPS = [sorted(CLAIMS)[k::8] for k in range(8)]


def _values(space, raw):
    """The variables of a statement at an instance."""
    at = {}
    for name, field in space.arrays.items():
        table = np.asarray(fractions(field, raw[name]))
        at |= {name + "".join(f"_{k}" for k in index): table[index] for index in np.ndindex(*table.shape)}
    return at


def _agree(term_value, exact):
    if isinstance(term_value, float) or exact.infinite:
        return isinstance(term_value, float) and bool(exact.infinite) and (term_value > 0) == (exact.infinite > 0)
    if isinstance(term_value, fmpq) and exact.q is not None:
        return term_value == exact.q
    return arb(term_value).overlaps(exact.ball)


def _compared(claim):
    """How many sides were compared at a random instance of the smallest size; raises ``AssertionError`` where they differ."""
    space = claim.space_at(claim.small_size)
    rng = np.random.default_rng(0)
    static = space.statics(rng, 1)[0]
    raw = space.column(space.random(rng, 1, static), 0)
    with precision(BITS, True):
        try:
            evaluation = evaluate(claim, space.exact(raw))
        except (Undecided, Indeterminate, ZeroDivisionError, OverflowError):
            return 0
        if evaluation is None:
            return 0
        exact = [side.numbers().item() for side in evaluation.values]
    exact = exact[::-1] if claim.relation in FLIPPED else exact  # as statements have them
    found = traced(claim, space, {name: static[name] for name in space.static_fields})
    at, before = _values(space, raw), ctx.prec
    ctx.prec = BITS
    try:
        for statement in found:
            memo = {}
            if all(value(condition, at, memo) for condition in statement.hypotheses):
                ours = [value(side, at, memo) for side in statement.sides]
                assert all(map(_agree, ours, exact)), (raw, ours, exact)
                return len(ours)
    except (Open, RecursionError):
        return 0
    finally:
        ctx.prec = before
    raise AssertionError(f"no way through the branches of the formula is taken at {raw}")


@pytest.mark.parametrize("group", range(8))
def test_the_formula_of_every_shipped_claim_has_the_value_of_its_code(group):
    compared = traced = 0
    for name, _ in GROUPS[group]:
        claim = shipped(name).claim
        if claim.kind != "inequality" or claim.unknown:
            continue
        try:
            compared += _compared(claim)
            traced += 1
        except Untraceable:
            continue
    assert traced >= 40
    assert compared >= 60


def test_a_claim_without_a_formula_is_told():
    claim = shipped("backtracking.cheeger").claim
    with pytest.raises(Untraceable):
        statements(claim, claim.small_size)


@pytest.mark.parametrize("side", ["larger", "smaller", "indicator"])
def test_an_infinity_is_as_large_as_itself(side):
    """``inf <= inf`` holds, though the two have no difference."""
    asked = {
        "larger": lambda i: xp.maximum(-xp.log(i.p[0]), -xp.log(i.p[1])),
        "smaller": lambda i: xp.min(-xp.log(i.p)[:2]),
        "indicator": lambda i: xp.indicator(-xp.log(i.p[0]) <= -xp.log(i.p[1])),
    }
    claim = Claim("a <= b", Source("x", "x"), Space(p=Simplex(3)), lhs=asked[side], rhs=lambda i: 2)
    (statement,) = statements(claim)
    at = {"p_0": Fraction(0), "p_1": Fraction(0), "p_2": Fraction(1)}
    exact = claim.lhs(claim.space_at().exact({"p": [0, 0, 1]}))
    assert _agree(value(statement.sides[0], at), exact.numbers().item())


def test_a_float_is_no_number_also_where_an_equal_whole_number_was_met():
    assert symbols.lifted([1]).item() is terms.ONE
    with pytest.raises(TypeError, match="is not exact"):
        symbols.lifted([1.0])
