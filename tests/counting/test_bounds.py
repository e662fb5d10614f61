"""The bounds of coarse counters of graphs, and the states that are told apart, where a hand finds them."""

from fractions import Fraction

import pytest

from theory_lab.counting import graphs
from theory_lab.counting.instances import complete, path


@pytest.mark.parametrize("weight", [Fraction(1), Fraction(2, 3)])
def test_the_bounds_of_a_complete_graph_by_hand(weight):
    """A star of three edges is kept and three are left out; each edge left out at most multiplies by ``1 + weight``."""
    matched = graphs.matchings(complete(4), weight)
    assert matched.bounds(matched.start) == (Fraction(1 + 3 * weight, 64), Fraction(1 + 3 * weight, 64) * (1 + weight) ** 3)
    independent = graphs.independent_sets(complete(4), weight)
    star = ((1 + weight) ** 3 + weight) / 16
    assert independent.bounds(independent.start) == (star * ((1 + 2 * weight) / (1 + weight) ** 2) ** 3, star)


def test_states_forget_the_vertices_that_no_later_edge_uses():
    """Along a path only the last vertex matters: whether it is matched, or taken."""
    for problem in (graphs.matchings(path(9)), graphs.independent_sets(path(9))):
        assert [len(layer) for layer in problem.layers[1:-1]] == [2] * (problem.depth - 1)
        assert len(problem.layers[-1]) == 1


@pytest.mark.parametrize("corner", range(3))
@pytest.mark.parametrize("first", [0, 3])
def test_the_lower_bound_of_colourings_is_the_count_of_a_triangle_with_leaves_at_one_corner(corner, first):
    """The edge left out costs what its end of least degree has to spare, whichever edge it is."""
    triangle, leaves = [first, first + 1, first + 2], [3 - first, 4 - first, 5 - first]
    edges = [*((u, v) for u in triangle for v in triangle if u < v), *(sorted((triangle[corner], leaf)) for leaf in leaves)]
    for colours in (3, 4):
        problem = graphs.colourings(edges, colours)
        assert problem.bounds(problem.start)[0] == problem.count(problem.start)
