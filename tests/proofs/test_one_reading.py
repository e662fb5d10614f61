"""What is read must be one thing: the hypotheses of all horizons, and outcomes ranked in few ways."""

from typing import Any

import pytest

from tests.proofs.test_horizons import backwards, claim, first_column
from tests.proofs.test_reading_cheats import claim as about
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space, Table
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.horizons.recursions import at_horizon
from theory_lab.proofs.separate import MOST_RANKS, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.theorems import _alike


def bound(i):
    return i.start[0]


@pytest.mark.parametrize("least", [lambda i: xp.ratio(1, i.size + 1), lambda i: 0 if i.size < 3 else xp.ratio(1, 2)])
def test_hypotheses_that_depend_on_the_horizon_are_refused(least):
    some = claim(backwards(first_column), bound, given={"start": lambda i: i.start[0] >= least(i)})
    with pytest.raises(Untraceable, match="laws or hypotheses depend on the horizon"):
        recursion(some, 2, None)


def test_laws_that_depend_on_the_horizon_are_refused():
    def space(steps):
        return Space(gains=Table((steps, 2), 0, 1), start=Simplex(2, positive=steps > 2))

    with pytest.raises(Untraceable, match="laws or hypotheses depend on the horizon"):
        recursion(claim(backwards(first_column), bound, space=space), 2, None)


def test_a_hypothesis_that_is_the_same_at_all_is_read():
    same = claim(backwards(first_column), bound, given={"start": lambda i: i.start[0] >= xp.ratio(1, 2)})
    assert recursion(same, 2, None).hypotheses


def below(i, reward, share=1):
    """The mean of the mass of lower rewards, in parts."""
    return xp.sum(i.p * xp.sum(xp.indicator(reward[:, None] < reward) * i.p[:, None] / share, axis=0))


def rewards(n):
    return Space(p=Simplex(n), **{f"r{k}": Table((n,), 0, 1) for k in range(MOST_RANKS + 1)})


def ranked(many, share=1):
    def left(i):
        return sum((below(i, r, share) for r in [i.r0, i.r1, i.r2, i.r3][:many]), xp.exact(0))

    return about(rewards, left, lambda i: many, sizes=(2, 3))


@pytest.mark.parametrize("many", range(1, MOST_RANKS + 1))
def test_outcomes_are_ranked_in_several_ways(many):
    (pattern,) = patterns(ranked(many))
    assert len(pattern.ranks) == many


def test_not_in_more():
    with pytest.raises(Untraceable):
        patterns(ranked(MOST_RANKS + 1))


def test_masses_that_are_divided_by_a_number_are_seen():
    (halves,) = patterns(ranked(1, share=2))
    assert halves.ranks == patterns(ranked(1))[0].ranks != ()


@pytest.mark.parametrize("name", ["gains_0", "gains_1", "x0", "v1", "c12"])
def test_a_field_with_the_name_of_an_entry_or_of_a_quantity_is_refused(name):
    """Both would be one variable: what is read of the one would be said of the other."""

    def space(other: str):
        more: dict[str, Any] = {other: Ratio(0, 1)}
        return lambda steps: Space(gains=Table((steps, 2), 0, 1), start=Simplex(2), **more)

    assert recursion(claim(backwards(first_column), bound, space=space("other")), 2, None).relation == "<="
    with pytest.raises(Untraceable, match=r"the name of a quantity|a name like an entry of gains"):
        recursion(claim(backwards(first_column), bound, space=space(name)), 2, None)


@pytest.mark.parametrize("place", range(3))
def test_only_the_horizon_of_a_size_is_another(place):
    size = tuple(9 if k == place else k for k in range(3))
    assert at_horizon((0, 1, 2), place, 9) == size and at_horizon(5, None, 9) == 9


def test_a_proof_for_all_horizons_is_about_sizes_that_differ_in_the_horizon_alone():
    assert _alike((2, 3), (7, 3), 0) and _alike(2, 5, None)
    assert not any(_alike((2, 3), other, 0) for other in [(7, 2), (7, 4), (7,), (7, 3, 3), 7, ("a", 3), (True, 3)])
    assert not _alike(2, "a", None) and not _alike(2, (2,), None)
