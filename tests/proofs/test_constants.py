"""Best constants: both ends of every bracket are decided again, and the pages are what the stored proofs give."""

from dataclasses import replace
from fractions import Fraction

import pytest

from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.proofs.constants import page, unknowns
from theory_lab.proofs.constants.divergences import DIVERGENCES, ONE, PAIRS, Bounded, Constant, Unbounded, comparison, refutes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.prover import found_for_all_sizes

FINITE = [pair for pair in PAIRS if isinstance(pair, Bounded)]


def test_every_ordered_pair_is_told_once():
    assert len(PAIRS) == 56 == len({(pair.f, pair.g) for pair in PAIRS})
    assert len(DIVERGENCES) == 8 and len(FINITE) == 23


def test_the_page_is_what_the_proofs_give():
    """Writing the page lets the kernel go through all proofs, and decides all instances."""
    assert page.PAGE.read_text(encoding="utf-8") == page.text(page.stored())


def test_a_proof_of_one_pair_is_none_of_another():
    proofs = page.stored()
    smaller = replace(FINITE[0], above=FINITE[0].above.times(Fraction(499, 500)))
    for pair, told in ((FINITE[0], FINITE[2]), (FINITE[3], FINITE[5]), (smaller, FINITE[0])):
        with pytest.raises((Rejected, KeyError, ValueError)):
            page.accepted(pair, proofs[page.name(told)])


def test_a_smaller_constant_is_not_proved():
    for f, g in (("KL", "chi2"), ("H2", "TV"), ("LC", "H2"), ("TV", "H2")):
        assert found_for_all_sizes(comparison(f, g, ONE.times(Fraction(99, 100))), 2)[0] is None


def test_an_instance_refutes_only_what_is_false():
    for pair in FINITE[:6]:
        assert not refutes(comparison(pair.f, pair.g, pair.above), pair.at)
    pair = next(pair for pair in PAIRS if isinstance(pair, Unbounded) and pair.f == "TV")
    assert not refutes(comparison(pair.f, pair.g, ONE.times(Fraction(10**9))), pair.coins(1))


@pytest.mark.parametrize(
    ("constant", "text"),
    [
        (ONE, "1"),
        (Constant(Fraction(1), 1), "log 2"),
        (Constant(Fraction(1, 2), 1), "(log 2)/2"),
        (Constant(Fraction(1), -1), "1/log 2"),
    ],
)
def test_constants_are_told(constant, text):
    assert str(constant) == text


def test_every_bracket_of_an_unknown_constant_is_decided_again():
    brackets = unknowns.stored()
    assert len(brackets) >= 8
    assert unknowns.PAGE.read_text(encoding="utf-8") == unknowns.text(brackets)
    for one in brackets:
        assert Fraction(one.below) < Fraction(one.above)


def test_a_bracket_that_is_too_tight_is_rejected():
    paths = dict(find([]))
    one = next(one for one in unknowns.stored() if one.claim == "decision_making.kl_le_constant_mul_hellinger")
    claim = load(paths[one.claim], spaces=False)
    for wrong in ({"above": one.below}, {"below": one.above}, {"digest": "0"}, {"proofs": []}):
        with pytest.raises((Rejected, ValueError)):
            unknowns.checked(replace(one, **wrong), claim)
    assert not unknowns.refutes(at_constant(claim, Fraction(one.above)), one.raw, unknowns._size(one.size))
