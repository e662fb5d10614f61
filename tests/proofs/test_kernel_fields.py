"""Claims about stochastic matrices: rows are laws at one size, and laws or columns for all sizes."""

import pytest

from tests.proofs.searches import at_size, for_all_sizes
from tests.proofs.test_reading_cheats import claim, refuted
from theory_lab import numbers as xp
from theory_lab.claims import Kernel, Simplex, Space
from theory_lab.measures.divergences import total_variation
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable, statements

HALF = xp.ratio(1, 2)


def after(p, k):
    return xp.sum(p[:, None] * k, axis=0)


def into(n, positive=False):
    """Two laws, and a kernel from as many outcomes as the size has to two."""
    return Space(p=Simplex(n), q=Simplex(n), k=Kernel(n, 2, positive))


def onto(n, positive=False):
    """A kernel from two outcomes to as many as the size has."""
    return Space(p=Simplex(2), k=Kernel(2, n, positive))


def about(space, lhs, rhs, **other):
    return claim(space, lhs, rhs, sizes=(2, 3), **other)


TRUE = {
    "two answers say no more than their inputs": about(
        into, lambda i: total_variation(after(i.p, i.k), after(i.q, i.k)), lambda i: total_variation(i.p, i.q)
    ),
    "columns add up to 1": about(into, lambda i: xp.dot(i.p, i.k[:, 0]) + xp.dot(i.p, i.k[:, 1]), lambda i: 1, relation="=="),
    "an entry is at most 1": about(into, lambda i: xp.max(i.k[:, 1]), lambda i: 1),
    "rows are laws": about(onto, lambda i: xp.sum(i.k[0]), lambda i: xp.sum(i.k[1]), relation="=="),
    "a mixture of rows": about(onto, lambda i: xp.sum(after(i.p, i.k)), lambda i: 1, relation="=="),
}
ONE = {"p": [0, 1], "q": [0, 1], "k": [0, 1, 0, 1]}
FALSE = {
    "a column is no law": (about(onto, lambda i: i.k[0, 0] + i.k[1, 0], lambda i: 1), {"p": [0, 1], "k": [1, 0, 1, 0]}),
    "one column": (about(into, lambda i: xp.sum(i.k[:, 1]), lambda i: 1), ONE),
    "entries may be 0": (about(into, lambda i: 0, lambda i: xp.min(i.k[:, 0]), relation="<"), ONE),
    "rows may differ": (about(onto, lambda i: total_variation(i.k[0], i.k[1]), lambda i: HALF), {"p": [0, 1], "k": [0, 1, 1, 0]}),
    "a row of one": (about(lambda n: Space(k=Kernel(n, 1)), lambda i: xp.sum(i.k), lambda i: 2), None),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_kernel_that_grows_one_way_is_read_for_all_sizes(name):
    assert for_all_sizes(TRUE[name], 20) is not None
    assert at_size(TRUE[name], 2, 20) is not None


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_of_kernels_has_no_proof(name):
    claimed, raw = FALSE[name]
    assert refuted(claimed, raw or {"k": [1, 1, 1]}, 2 if raw else 3)
    assert for_all_sizes(claimed, 2) is None and at_size(claimed, 2 if raw else 3, 2) is None


def test_rows_are_laws_at_one_size():
    (statement,) = statements(TRUE["rows are laws"], 3)
    assert statement.laws == (("p_0", "p_1"), ("k_0_0", "k_0_1", "k_0_2"), ("k_1_0", "k_1_1", "k_1_2"))
    (pattern,) = patterns(TRUE["rows are laws"])
    assert pattern.laws == ("k_c0", "k_c1") and not pattern.tables
    (pattern,) = patterns(TRUE["columns add up to 1"])
    assert pattern.laws == ("p", "q") and [name for name, _, _ in pattern.tables] == ["k_c0", "k_c1"]
    assert len(pattern.everywhere) == 2


def test_positive_kernels_are_positive():
    (pattern,) = patterns(about(lambda n: onto(n, True), lambda i: 0, lambda i: xp.dot(i.k[0], i.k[1]), relation="<"))
    assert pattern.positive == {"k_c0", "k_c1"}
    (pattern,) = patterns(about(lambda n: into(n, True), lambda i: 0, lambda i: xp.dot(i.p, i.k[:, 0]), relation="<"))
    assert not pattern.positive and [one.op for one in pattern.everywhere] == ["ge", "ge", "gt", "gt"]


def test_a_kernel_that_grows_both_ways_is_read_at_single_sizes():
    claimed = about(lambda n: Space(p=Simplex(n), k=Kernel(n, n)), lambda i: xp.sum(after(i.p, i.k)), lambda i: 1, relation="==")
    with pytest.raises(Untraceable, match="the shape of k does not follow the size"):
        patterns(claimed)
    assert at_size(claimed, 3, 5) is not None


def test_a_kind_of_field_that_is_made_of_kernels_may_have_other_values():
    class Sparse(Kernel):
        pass

    claimed = about(lambda n: Space(k=Sparse(n, 2)), lambda i: xp.max(i.k[:, 0]), lambda i: 1)
    with pytest.raises(Untraceable, match="a field of the kind Sparse"):
        statements(claimed, 2)
    with pytest.raises(Untraceable, match="a field of the kind Sparse"):
        patterns(claimed)
