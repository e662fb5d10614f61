"""The public strategies draw what they say."""

from fractions import Fraction

from hypothesis import find, given, settings
from hypothesis import strategies as st

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space, Whole, strategies
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def fraction(array):
    return xp.value(array).fraction


@given(p=strategies.probability_vectors(3), k=strategies.kernels(2, 3, positive=True), m=strategies.models(TREE))
@settings(max_examples=50)
def test_laws_sum_to_one(p, k, m):
    assert p.shape == (3,) and k.shape == (2, 3) and m.shape == (TREE.size - 1,)
    assert fraction(xp.sum(p)) == 1
    assert [fraction(row) for row in xp.sum(k, 1)] == [1, 1]
    assert bool(xp.all(k > 0))
    assert [fraction(total) for total in xp.sum(m.reshape(3, 2), 1)] == [1, 1, 1]


@given(
    n=strategies.whole_numbers(2, 5),
    r=strategies.ratios(0, Fraction(1, 3)),
    t=strategies.tables((2, 2), -1, 1),
)
@settings(max_examples=50)
def test_numbers_lie_within_their_bounds(n, r, t):
    assert fraction(n) in range(2, 6) and 0 <= fraction(r) <= Fraction(1, 3)
    assert t.shape == (2, 2) and bool(xp.all((t >= -1) & (t <= 1)))


@given(i=strategies.instances(Space(p=Simplex(2), level=Whole(1, 3))))
@settings(max_examples=20)
def test_instances_have_their_fields(i):
    assert i.p.shape == (2,) and 1 <= fraction(i.level) <= 3


def test_vectors_shrink_to_small_weights():
    p = find(strategies.probability_vectors(3), lambda p: bool(p[0] * 2 < p[1]) and bool(p[0] > 0))
    assert [fraction(entry) for entry in p] == [Fraction(1, 4), Fraction(3, 4), 0]


def test_nothing_is_filtered_away():
    @given(st.tuples(strategies.tables(2, Fraction(1, 7), Fraction(1, 6)), strategies.models(TREE)))
    @settings(max_examples=30, suppress_health_check=[])
    def draw(pair):
        assert bool(xp.all(pair[0] * 7 >= 1))

    draw()
