"""False claims that are true, or look alike, at some sizes, instances or steps: they are not read, or have no proof.

Each is refuted at an instance beside it.
"""

import copy
import math

import pytest

from tests.proofs.searches import for_all_horizons, for_all_sizes
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Space, Table
from theory_lab.proofs.horizons.reading import recursion
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements

HALF = xp.ratio(1, 2)


def law(n):
    return Space(p=Simplex(n))


def rewarded(n):
    return Space(p=Simplex(n), r=Table(n, 0, 1))


def two(n):
    return Space(p=Simplex(n), q=Simplex(n))


def three(n):
    return Space(w=Simplex(n), p=Simplex(n), q=Simplex(n))


def mean(i):
    return xp.dot(i.p, i.r)


def about(lhs, rhs, space=law, sizes=(2, 3), **other):
    return claim(space, lhs, rhs, sizes=sizes, **other)


# What stands at a place, or in an order


def rotated(i):
    return xp.dot(i.p, xp.concatenate([i.r[1:], i.r[:1]]))


PLACES = {
    "the first": (about(lambda i: i.p[0], lambda i: HALF), [1, 0]),
    "the last": (about(lambda i: i.p[-1], lambda i: HALF), [0, 1]),
    "all but the first": (about(lambda i: 1 - xp.sum(i.p[1:]), lambda i: 0), [1, 0]),
    "every second": (about(lambda i: 1 - xp.sum(i.p[::2]), lambda i: 0), [0, 1]),
    "the first half": (about(lambda i: xp.max(i.p[: (i.size + 1) // 2]), lambda i: HALF), [1, 0]),
    "backwards": (about(lambda i: xp.sum(i.p**2), lambda i: xp.dot(i.p, i.p[::-1])), [1, 0]),
    "running sums": (about(lambda i: xp.sum(xp.cumsum(i.p)), lambda i: 1), [1, 0]),
    "numbered": (about(lambda i: xp.dot(i.p, xp.exact(list(range(i.size)))), lambda i: HALF), [0, 1]),
    "weighed by turns": (about(lambda i: xp.dot(i.p, xp.exact([k % 2 for k in range(i.size)])), lambda i: HALF), [0, 1]),
}
OUTSIDE = {
    "rotated": (about(rotated, mean, rewarded), [2, 1, 1], [4, 0, 1, 1]),
    "pairs": (about(lambda i: xp.max(xp.outer(i.p, i.r)), lambda i: xp.max(i.p * i.r), rewarded), [2, 1, 1], [1, 0, 1, 1]),
    "a diagonal": (about(lambda i: mean(i), lambda i: xp.sum(xp.outer(i.p, i.r)) / i.size, rewarded), [2, 1, 1], [1, 1, 0, 0]),
}


@pytest.mark.parametrize("name", PLACES)
def test_an_outcome_has_no_place(name):
    claimed, weights = PLACES[name]
    assert refuted(claimed, {"p": weights}, 2)
    with pytest.raises(Untraceable):
        patterns(claimed)


@pytest.mark.parametrize("name", OUTSIDE)
def test_an_outcome_has_no_neighbour(name):
    claimed, weights, rewards = OUTSIDE[name]
    assert refuted(claimed, {"p": weights, "r": rewards}, 3)
    with pytest.raises(Untraceable):
        patterns(claimed)


GIVEN = {
    "the first": (lambda i: i.r[0] <= 0, [0, 1, 1]),
    "all but one": (lambda i: i.r[1:] <= 0, [1, 0, 0]),
    "a pair": (lambda i: i.r[0] + i.r[1] <= 0, [0, 0, 1]),
    "in order": (lambda i: i.r[1:] >= i.r[:-1], [0, 0, 1]),
    "in order, by a branch": (lambda i: all(i.r[k] <= i.r[k + 1] for k in range(i.size - 1)), [0, 0, 1]),
    "some": (lambda i: xp.any(i.r <= 0), [1, 0, 1]),
}


@pytest.mark.parametrize("name", GIVEN)
def test_a_hypothesis_about_some_outcomes_is_none_about_each(name):
    """Were all rewards 0 their mean would be."""
    given, rewards = GIVEN[name]
    claimed = about(mean, lambda i: 0, rewarded, given={"some": given})
    assert refuted(claimed, {"p": rewards, "r": [1, *rewards]}, 3)
    with pytest.raises(Untraceable):
        patterns(claimed)


# What depends on the size


def beside_a_law(**fields):
    """A law, and fields that are told by the size."""
    return lambda n: Space(p=Simplex(n), **{name: field(n) for name, field in fields.items()})


ONE = [1, 0, 0]
SIZES = {
    "a square": (about(lambda i: xp.sum(i.p**2) * i.size**2, lambda i: i.size), {"p": ONE}),
    "a power": (about(lambda i: HALF, lambda i: xp.sum(i.p**i.size)), {"p": [1, 1, 1]}),
    "a binomial": (about(lambda i: 2, lambda i: xp.sum(i.p**2) * math.comb(i.size, 2)), {"p": [1, 1, 1]}),
    "a parity": (about(lambda i: i.size % 2, lambda i: 1 - xp.sum(i.p**2)), {"p": ONE}),
    "a prime": (about(lambda i: [0, 0, 2, 3, 5, 7][i.size], lambda i: 2 * xp.sum(i.p)), {"p": ONE}),
    "a range": (about(mean, lambda i: 2, beside_a_law(r=lambda n: Table(n, 0, n))), {"p": ONE, "r": [1, 3, 0, 0]}),
    "a number": (about(lambda i: i.t * xp.sum(i.p), lambda i: 2, beside_a_law(t=lambda n: Ratio(0, n))), {"p": ONE, "t": [3, 1]}),
    "a count": (about(lambda i: i.k * xp.sum(i.p), lambda i: 2, beside_a_law(k=lambda n: Count(1, n))), {"p": ONE, "k": 3}),
    "an entry": (
        about(lambda i: i.w[i.size % 2], lambda i: i.w[0] + 1 - xp.sum(i.p**2), beside_a_law(w=lambda n: Simplex(2))),
        {"p": ONE, "w": [0, 1]},
    ),
    "one fewer": (
        about(lambda i: xp.sum(i.s), lambda i: 1, beside_a_law(s=lambda n: Table(n - 1, 0, 1))),
        {"p": ONE, "s": [1] * 3},
    ),
    "a square table": (
        about(lambda i: xp.max(i.s), lambda i: HALF, beside_a_law(s=lambda n: Table((n, n), 0, 1))),
        {"p": ONE, "s": [1] * 10},
    ),
    "more of another law": (
        about(lambda i: xp.sum(i.q**2), lambda i: HALF, beside_a_law(q=lambda n: Simplex(n * n))),
        {"p": ONE, "q": [1] + [0] * 8},
    ),
    "positive": (
        about(lambda i: 0, lambda i: xp.min(i.p), lambda n: Space(p=Simplex(n, positive=n != 3)), relation="<"),
        {"p": ONE},
    ),
}


@pytest.mark.parametrize("name", SIZES)
def test_what_is_not_the_same_at_every_size_has_no_pattern(name):
    claimed, raw = SIZES[name]
    assert refuted(claimed, raw, 3)
    with pytest.raises(Untraceable):
        patterns(claimed)


def test_values_of_a_field_may_follow_the_size():
    space = lambda n: Space(p=Simplex(n), k=Choice(n, 2 * n))  # noqa: E731
    true = about(lambda i: i.k * xp.sum(i.p), lambda i: 2 * i.size, space)
    assert for_all_sizes(true, 2) is not None
    false = about(lambda i: i.k * xp.sum(i.p), lambda i: 2 * i.size - HALF, space)
    assert refuted(false, {"p": [1, 0], "k": 1}, 2) and for_all_sizes(false, 1) is None


@pytest.mark.parametrize("sizes", [(1, 2, 3), (0, 2)])
def test_sizes_below_those_that_are_read_are_looked_at(sizes):
    """At the size 1 or 0 it says that 2 is at most 1."""
    claimed = about(lambda i: 2 if i.size < 2 else xp.sum(i.p**2), lambda i: xp.sum(i.p), lambda n: law(n + 1), sizes)
    assert refuted(claimed, {"p": [1] * (min(sizes) + 1)}, min(sizes))
    with pytest.raises(Untraceable):
        patterns(claimed)


# What code asks of numbers, and keeps of them

ASKED = {
    "numbers": lambda x: x.numbers() is not None,
    "value": lambda x: xp.value(x) is not None,
    "bounds": lambda x: len(x.bounds()) == 2,
    "fractions": lambda x: x.fractions().size == 1,
    "text": lambda x: bool(f"{x}"),
    "text of a comparison": lambda x: bool(str(x >= 0)),
    "copy": lambda x: copy.deepcopy(x.numbers()) is not None,
    "enclosures": lambda x: xp.intervals(x).shape == (),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_symbols_cannot_tell_is_not_asked(name):
    claimed = claim(Space(x=Ratio(0, 1)), lambda i: 1 + 0 * i.x if ASKED[name](i.x) else 0 * i.x, lambda i: i.x)
    assert refuted(claimed, {"x": [0, 1]})
    with pytest.raises(Untraceable):
        statements(claimed)


def test_what_is_kept_of_the_first_size_is_not_read_at_others():
    kept = []

    def first(i):
        kept.append(xp.sum(i.p**2))
        return kept[0]

    claimed = about(first, lambda i: xp.sum(i.p**2))
    with pytest.raises(Untraceable):
        patterns(claimed)
    kept.clear()
    assert not refuted(claimed, {"p": [1, 0]}, 2) and refuted(claimed, {"p": [1, 1]}, 2)


# Ties


def below(p, r):
    """The mass of smaller rewards, at each outcome."""
    return xp.sum(p[None, :] * xp.indicator(r[None, :] < r[:, None]), axis=1)


def upto(p, r):
    """The mass of rewards that are no larger, at each outcome."""
    return xp.sum(p[None, :] * xp.indicator(r[None, :] <= r[:, None]), axis=1)


def ratios(w, p, q):
    """The masses of smaller ratios ``p/q``, and of those that are no larger, at each outcome."""
    left, right = p[None, :] * q[:, None], p[:, None] * q[None, :]
    return tuple(xp.sum(w[None, :] * xp.indicator(one), axis=1) for one in (left < right, left <= right))


TIED = {"p": [1, 1], "r": [1, 1, 1]}
TIES = {
    "below": about(lambda i: 1 - xp.sum(i.p**2), lambda i: 2 * xp.dot(i.p, below(i.p, i.r)), rewarded),
    "up to": about(lambda i: xp.dot(i.p, upto(i.p, i.r)), lambda i: (1 + xp.max(i.p)) / 2, rewarded),
    "best of two": about(lambda i: xp.dot(i.p, upto(i.p, i.r) ** 2), lambda i: (1 + 2 * xp.max(i.p)) / 3, rewarded),
    "by itself": about(lambda i: 1 - xp.max(i.p), lambda i: 2 * xp.dot(i.p, below(i.p, i.p)), rewarded),
}


@pytest.mark.parametrize("name", TIES)
def test_what_ties_refute_has_no_proof(name):
    assert refuted(TIES[name], TIED, 2)
    assert for_all_sizes(TIES[name], 0.5) is None


def test_ratios_without_a_value_rank_no_other_law():
    """The differences of cubes telescope where outcomes are in an order; one without mass of either law is tied with all."""

    def cubes(w, p, q):
        low, high = ratios(w, p, q)
        return xp.dot(w, high**2 + high * low + low**2)

    own = about(lambda i: cubes(i.p, i.p, i.q), lambda i: 1, two, relation="==")
    (pattern,) = patterns(own)
    assert [name for name, _ in pattern.ranks] == ["p"]
    other = about(lambda i: cubes(i.w, i.p, i.q), lambda i: 1, three, relation="==")
    assert refuted(other, {"w": [1, 1, 1], "p": [0, 1, 0], "q": [0, 0, 1]}, 3)
    with pytest.raises(Untraceable):
        patterns(other)


# Steps that are told apart


def discounted(weight):
    """What is left of a number after steps with weights by their places."""

    def left(i):
        value = 0 * i.a[0]
        for k in reversed(range(i.size)):
            value = weight(k, i.size) * i.a[k] + (1 - i.a[k]) * value
        return value

    return left


STEPS = {
    "their number": lambda k, n: k + 1,
    "the third": lambda k, n: 1 + (k == 2),
    "the last but one": lambda k, n: 1 + (k == n - 2),
    "the first": lambda k, n: 1 + (k == 0) + k,
    "their whole number": lambda k, n: n,
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_has_no_number(name):
    about_steps: Claim = claim(lambda n: Space(a=Table(n, 0, 1)), discounted(STEPS[name]), lambda i: 1, sizes=(2, 3))
    worst = max(range(3), key=lambda k: STEPS[name](k, 3))
    assert refuted(about_steps, {"a": [1, *(int(k == worst) for k in range(3))]}, 3)
    with pytest.raises(Untraceable):
        recursion(about_steps, 2, None)


def test_steps_by_turns_are_two_quantities_that_follow_from_each_other():
    turns = claim(lambda n: Space(a=Table(n, 0, 1)), discounted(lambda k, n: 1 + k % 2), lambda i: 1, sizes=(2, 3))
    assert len(recursion(turns, 2, None).back) == 2
    assert refuted(turns, {"a": [1, 0, 1]}, 2) and not for_all_horizons(turns, 0.5)


def test_steps_that_are_alike_are_read():
    alike = claim(lambda n: Space(a=Table(n, 0, 1)), discounted(lambda k, n: 1), lambda i: 1, sizes=(2, 3))
    assert recursion(alike, 2, None).back
