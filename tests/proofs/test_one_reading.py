"""What is read must be one thing: the hypotheses of all horizons, and outcomes ranked in few ways."""

import pytest

from tests.proofs.test_horizons import backwards, claim, first_column
from tests.proofs.test_reading_cheats import claim as about
from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space, Table
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import MOST_RANKS, patterns
from theory_lab.proofs.statements import Untraceable


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
