"""Eigenvalues that are located and not computed, against polynomials and floats."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chains.trees import positive
from tests.drawn import fractions
from tests.oracles.agreement import check_agreement, fractions_of
from theory_lab import numbers as xp
from theory_lab.chains import conductance, spectrum, walks
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

WORDS = st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=9, unique=True)


def eigenvalues(tree, weights):
    """Of ``I - P``, from the symmetric form in floats."""
    degree = np.array(fractions_of(walks.degrees(tree, xp.exact(weights))), dtype=float)
    matrix = np.array(fractions_of(walks.transition_matrix(tree, xp.exact(weights))), dtype=float)
    root = np.sqrt(degree)
    return np.sort(1 - np.linalg.eigvalsh(matrix.reshape(tree.size, tree.size) * root[:, None] / root[None, :]))


@given(positive, fractions(0, 1, 40))
def test_counts_of_eigenvalues(drawn, level):
    tree, weights = drawn
    values = eigenvalues(tree, weights)
    found = spectrum.eigenvalues_below(tree, xp.exact(weights), level)
    assert (values < float(level) - 1e-9).sum() <= found <= (values < float(level) + 1e-9).sum()


@given(positive)
def test_an_eigenvalue_at_the_level_is_not_below_it(drawn):
    """0 and 1 are eigenvalues of ``I - P`` at the ends of the spectrum, 1/2 whenever two leaves are siblings."""
    tree, weights = drawn
    assert spectrum.eigenvalues_below(tree, xp.exact(weights), Fraction(0)) == 0
    assert spectrum.eigenvalues_below(tree, xp.exact(weights), Fraction(1)) == tree.size - 1
    assert spectrum.eigenvalues_below(tree, xp.exact(weights), Fraction(11, 10)) == tree.size
    values = eigenvalues(tree, weights)
    halves = int((abs(values - 0.5) < 1e-9).sum())
    below = spectrum.eigenvalues_below(tree, xp.exact(weights), Fraction(1, 2))
    assert 2 * below + halves == tree.size


@given(positive)
def test_gap_interval_and_lower_bounds(drawn):
    tree, weights = drawn
    low, high = spectrum.spectral_gap(tree, xp.exact(weights))
    assert high - low <= Fraction(1, 1 << 30)
    assert float(low) - 1e-9 <= eigenvalues(tree, weights)[1] <= float(high) + 1e-9
    phi = xp.value(conductance.conductance(tree, xp.exact(weights))).fraction
    assert phi**2 < high and low <= 2 * phi
    assert xp.value(spectrum.path_gap_bound(tree, xp.exact(weights))).fraction < high


@given(WORDS, st.data())
def test_exact_values_have_the_spectrum_of_the_depth_walk(words, data):
    """For every base law and every reward (arXiv:2510.03149)."""
    tree = Tree.from_words(words)
    positive = st.integers(1, 5)
    steps = laws.normalised(tree, xp.exact(data.draw(st.lists(positive, min_size=tree.size - 1, max_size=tree.size - 1))))
    reward = xp.exact(data.draw(st.lists(positive, min_size=len(tree.leaves), max_size=len(tree.leaves))))
    weights = walks.edge_weights(tree, steps, laws.value(tree, steps, reward)[1:])
    matrix = walks.transition_matrix(tree, weights)
    assert spectrum.characteristic_polynomial(matrix) == spectrum.level_polynomial(tree)


def test_roots_of_the_level_polynomial_are_cosines():
    tree, depth = Tree.complete(2, 3), 3
    coefficients = [float(c) for c in spectrum.level_polynomial(tree)]
    roots = [(1 + np.cos(k * np.pi / depth)) / 2 for k in range(depth + 1)]
    for h in range(depth):
        roots += 2**h * [(1 + np.cos((2 * k - 1) * np.pi / (2 * (depth - h)))) / 2 for k in range(1, depth - h + 1)]
    assert len(roots) == tree.size
    assert abs(np.poly(np.sort(roots))[::-1] - coefficients).max() <= 2**20 * 2.0**-52


@given(positive)
def test_arithmetics_agree(drawn):
    """Sums of positive terms and one quotient: 4 ulps a level."""
    tree, weights = drawn
    check_agreement(lambda w: spectrum.path_gap_bound(tree, w), weights, ulps=32)


def test_wrong_arguments_are_refused():
    tree = Tree.with_end(2, 2)
    with pytest.raises(ValueError, match="different depths"):
        spectrum.level_polynomial(tree)
    with pytest.raises(ValueError, match="one positive weight per edge"):
        spectrum.eigenvalues_below(tree, xp.exact([0] * (tree.size - 1)), Fraction(1, 2))
    weights = xp.exact([1] * (tree.size - 1))
    for call in (lambda: spectrum.eigenvalues_below(tree, weights, 0.5), lambda: spectrum.spectral_gap(tree, weights, 0.5)):
        with pytest.raises(TypeError, match=r"0\.5 is a float, .*; write Fraction\(1, 2\)"):
            call()
    with pytest.raises(TypeError, match=r"the array of edge weights is needed in rationals, .*; make it by exact\(\)"):
        spectrum.spectral_gap(tree, np.ones(tree.size - 1))
    with pytest.raises(TypeError, match="the transition matrix is needed in rationals"):
        spectrum.eigenvalues(np.eye(2))


def test_eigenvalues_of_any_chain_are_enclosed():
    """A cyclic chain of three states with a third of it uniform: 1 and two conjugate ones; a symmetric star: one twice."""
    third = Fraction(1, 9)
    matrix = [[third + Fraction(2, 3) * ((i + 1) % 3 == j) for j in range(3)] for i in range(3)]
    found = spectrum.eigenvalues(xp.exact(matrix))
    expected = sorted(np.linalg.eigvals(np.array(matrix, dtype=float)), key=lambda z: (-z.real, z.imag))
    for (real, imag), value in zip(found, expected, strict=True):
        assert abs(float(real) - value.real) < 1e-12 and abs(float(imag) - value.imag) < 1e-12
    star = walks.transition_matrix(Tree.complete(3, 1), xp.exact([1, 1, 1]))
    values = [float(real) for real, _ in spectrum.eigenvalues(star)]
    assert [round(value, 12) for value in values] == [1, 0.5, 0.5, 0]


def test_eigenvalues_of_linear_and_quadratic_factors_are_exact():
    a, b, d = Fraction(1, 2), Fraction(1, 3), Fraction(1, 5)
    (high, zero), (low, _) = spectrum.eigenvalues(xp.exact([[a, b], [b, d]]))
    assert zero == 0 and high > low and high + low == a + d and high * low == a * d - b * b
    assert high == (a + d) / 2 + xp.value(xp.sqrt(xp.exact((a - d) ** 2 / 4 + b**2)))
    star = walks.transition_matrix(Tree.complete(3, 1), xp.exact([1, 1, 1]))
    assert [real.fraction for real, _ in spectrum.eigenvalues(star)] == [1, Fraction(1, 2), Fraction(1, 2), 0]
    turn = spectrum.eigenvalues(xp.exact([[0, -2], [1, 1]]))
    assert [real.fraction for real, _ in turn] == [Fraction(1, 2)] * 2 and [4 * imag**2 for _, imag in turn] == [7, 7]
    assert turn[0][1] == -turn[1][1]
    cubic = spectrum.eigenvalues(xp.exact([[0, 0, 2], [1, 0, 0], [0, 1, 0]]))
    assert not cubic[0][0].is_exact and cubic[0][0].form is None and abs(float(cubic[0][0]) - 2 ** (1 / 3)) < 1e-12


def test_ends_of_the_gap_are_halves_of_halves():
    """Two leaves below a root: the gap is 1/2, which is the lower end, and the other end is above it."""
    tree, even = Tree.complete(2, 1), xp.exact([1, 1])
    assert spectrum.spectral_gap(tree, even) == (Fraction(1, 2), Fraction(1, 2) + Fraction(1, 2**30))
    for width, apart in ((Fraction(1, 3), Fraction(1, 4)), (Fraction(1, 4), Fraction(1, 4)), (Fraction(3), Fraction(2))):
        low, high = spectrum.spectral_gap(tree, even, width)
        assert high - low == apart and low <= Fraction(1, 2) < high
    assert spectrum.spectral_gap(Tree.complete(1, 1), xp.exact([5]), Fraction(1, 8)) == (Fraction(1), Fraction(9, 8))


@pytest.mark.parametrize("weights", [[1], [1, 2, 3], [1, -1], [0, 1]])
def test_there_is_one_positive_weight_for_each_edge(weights):
    with pytest.raises(ValueError, match="one positive weight per edge"):
        spectrum.eigenvalues_below(Tree.complete(2, 1), xp.exact(weights), Fraction(1, 2))


@given(positive)
def test_the_path_bound_is_the_least_quotient(drawn):
    tree, weights = drawn
    quotients = []
    for v, w in enumerate(weights, 1):
        below = [u for u in range(tree.size) if tree.words[u][: len(tree.words[v])] == tree.words[v]]
        degrees = [sum(x for k, x in enumerate(weights, 1) if u in (k, tree.parent[k])) for u in below]
        quotients.append(Fraction(w, 2 * sum(d * len(tree.words[u]) for d, u in zip(degrees, below, strict=True))))
    assert xp.value(spectrum.path_gap_bound(tree, xp.exact(weights))).fraction == min(quotients)


@pytest.mark.parametrize("tree", [Tree.from_words([()]), Tree.complete(3, 1), Tree.from_words([(0, 0), (0, 1), (1, 0)])])
def test_the_level_polynomial_of_small_trees(tree):
    """Of one node, of a star and of two unequal branches: by the matrix of the walk whose prefixes weigh alike at each level."""
    leaves = [sum(word[: len(prefix)] == prefix for word in map(tree.words.__getitem__, tree.leaves)) for prefix in tree.words]
    matrix = walks.transition_matrix(tree, xp.exact(leaves[1:])) if tree.size > 1 else xp.exact([[1]])
    assert spectrum.level_polynomial(tree) == spectrum.characteristic_polynomial(matrix)


def test_eigenvalues_of_a_long_path_are_cosines():
    """Those of ``I - P`` are ``(1 - cos(k pi/300))/2``: 150 of them lie below 1/2, and 100 below 1/4."""
    path = Tree.complete(1, 300)
    weights = xp.exact([1] * 300)
    assert [spectrum.eigenvalues_below(path, weights, Fraction(1, k)) for k in (2, 4)] == [150, 100]


@pytest.mark.parametrize("width", [Fraction(0), Fraction(-1, 8)])
def test_a_gap_is_enclosed_within_a_positive_width(width):
    with pytest.raises(ValueError, match=f"the width of an enclosure must be positive, got {width}"):
        spectrum.spectral_gap(Tree.complete(2, 1), xp.exact([1, 1]), width)


@pytest.mark.parametrize("call", [spectrum.spectral_gap, lambda tree, w: spectrum.eigenvalues_below(tree, w, Fraction(1, 2))])
def test_a_tree_of_one_node_has_no_gap(call):
    with pytest.raises(ValueError, match="eigenvalues of a walk need a tree with an edge"):
        call(Tree.from_words([()]), xp.exact([]))
