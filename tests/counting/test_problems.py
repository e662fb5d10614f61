"""Self-reducible problems against lists of their solutions, and the bounds of their coarse counters."""

from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import counting as oracle
from theory_lab import numbers as xp
from theory_lab.counting import formulas, graphs, structures, tables, words
from theory_lab.counting.instances import CLASSIC, FAMILIES, classic, complete, cycle, grid, path
from theory_lab.counting.problems import Problem, TooLarge
from theory_lab.sequences import laws

PAIRS = [(i, j) for i in range(5) for j in range(i + 1, 5)]
edge_sets = st.sets(st.sampled_from(PAIRS), min_size=1).map(sorted)


def positions(edges):
    vertices = sorted({v for edge in edges for v in edge})
    return len(vertices), [(vertices.index(i), vertices.index(j)) for i, j in edges]


def weights_of(problem):
    """The solutions with their weights, from the tree."""
    tree = problem.tree
    return dict(zip((tree.words[v] for v in tree.leaves), (xp.value(x).fraction for x in problem.reward), strict=True))


def check(problem, expected):
    """The same solutions, values as expected rewards, and counts between their bounds."""
    assert weights_of(problem) == expected
    assert problem.solutions == len(expected) and problem.live_prefixes[-1] == len(problem.tree.leaves)
    assert sum(problem.live_prefixes) == problem.tree.size
    assert bool(xp.all(laws.value(problem.tree, problem.steps, problem.reward) == problem.values))
    assert xp.value(problem.values[0]).fraction == problem.total
    for v, state in enumerate(problem.states):
        if problem.tree.child_count[v]:
            lower, upper = problem.bounds(state)
            assert 0 < lower <= problem.count(state) <= upper
    inner = problem.tree.inner
    coarse, exact = problem.coarse, problem.values
    assert bool(xp.all(coarse >= exact)) and bool(xp.all(coarse[inner[1:]] <= problem.ratio * exact[inner[1:]]))


@given(edge_sets, st.sampled_from([Fraction(1, 3), Fraction(1), Fraction(3, 2), Fraction(4)]))
def test_independent_sets(edges, fugacity):
    check(graphs.independent_sets(edges, fugacity), oracle.independent_sets(*positions(edges), fugacity))


@given(edge_sets.filter(lambda edges: len(edges) < 8), st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3)]))
def test_matchings(edges, fugacity):
    check(graphs.matchings(edges, fugacity), oracle.matchings(edges, fugacity))


@given(edge_sets, st.integers(2, 4))
def test_colourings(edges, colours):
    problem, expected = graphs.colourings(edges, colours), oracle.colourings(*positions(edges), colours)
    if expected:
        check(problem, expected)
    else:
        assert problem.total == 0 and problem.solutions == 0


literals = st.integers(1, 5).flatmap(lambda v: st.sampled_from([v, -v]))
clauses = st.lists(literals, min_size=1, max_size=3, unique_by=abs)


@given(st.lists(clauses, min_size=1, max_size=4))
def test_dnf(drawn):
    problem = formulas.dnf(5, drawn)
    check(problem, oracle.dnf(5, drawn))
    assert problem.ratio <= len(drawn)


@given(edge_sets)
def test_monotone_2sat(pairs):
    check(formulas.monotone_2sat(5, pairs), oracle.monotone_2sat(5, pairs))
    independent = oracle.independent_sets(5, pairs, Fraction(1))
    assert formulas.monotone_2sat(5, pairs).solutions == len(independent)


@given(st.lists(st.sets(st.integers(0, 3), min_size=1), min_size=4, max_size=4))
def test_perfect_matchings(rows):
    expected = oracle.perfect_matchings(rows)
    if len(set().union(*rows)) < 4:
        with pytest.raises(ValueError, match="no perfect matching"):
            structures.perfect_matchings(rows)
    elif not expected:
        assert structures.perfect_matchings(rows).solutions == 0
    else:
        check(structures.perfect_matchings(rows), expected)
        assert len(expected) == oracle.permanent(rows)


@given(edge_sets.filter(lambda edges: len(edges) < 9 and nx.is_connected(nx.Graph(edges))))
def test_spanning_trees(edges):
    problem = structures.spanning_trees(edges)
    check(problem, oracle.spanning_trees(edges))
    assert all(problem.counts[state] == problem.count(state) for state in problem.states)
    assert problem.solutions == round(nx.number_of_spanning_trees(nx.Graph(edges)))


@given(st.lists(st.integers(0, 3), min_size=2, max_size=3), st.data())
def test_contingency_tables(rows, data):
    table = data.draw(st.lists(st.permutations([0, 1, 2]), min_size=len(rows), max_size=len(rows)))
    columns = [sum(j in chosen[:r] for chosen, r in zip(table, rows, strict=True)) for j in range(3)]
    check(tables.contingency_tables(rows, columns), oracle.contingency_tables(rows, columns))


@given(st.sets(st.sampled_from(PAIRS), max_size=7).map(sorted), st.permutations(range(5)))
def test_linear_extensions(pairs, names):
    relations = [(names[i], names[j]) for i, j in pairs]
    problem, expected = tables.linear_extensions(5, relations), oracle.linear_extensions(5, relations)
    check(problem, expected)
    assert problem.total == len(expected)


@pytest.mark.parametrize("length", [2, 4, 6])
def test_dyck_words(length):
    problem = words.dyck(length // 2)
    check(problem, oracle.paths(length, 2))
    assert all(problem.counts[state] == problem.count(state) for state in problem.states)
    assert problem.ratio <= length // 2 + 1


@pytest.mark.parametrize("length", [1, 3, 5])
def test_motzkin_paths(length):
    problem = words.motzkin(length)
    check(problem, oracle.paths(length, 3))
    assert all(problem.counts[state] == problem.count(state) for state in problem.states)


@pytest.mark.parametrize("name", CLASSIC)
def test_classic_instances_have_their_number_of_solutions(name):
    problem = classic(name)
    assert problem.solutions == CLASSIC[name][1] == len(problem.tree.leaves)
    assert problem.tree.size <= 1_200
    assert bool(xp.all(laws.value(problem.tree, problem.steps, problem.reward) == problem.values))
    assert bool(xp.all(problem.target == laws.tilted(laws.leaf_law(problem.tree, problem.steps), problem.reward)))


def test_every_family_has_three_sizes():
    assert all(len({classic(f"{family}, {name}").tree.size for name in members}) >= 3 for family, members in FAMILIES.items())


def test_counts_by_networkx_and_formulas():
    """Lucas numbers, chromatic polynomials, Cayley's formula, Euler's zigzag numbers, beyond the sizes above."""
    lucas = [2, 1]
    for n in range(2, 31):
        lucas.append(lucas[n - 1] + lucas[n - 2])
        if n > 2:
            assert graphs.independent_sets(cycle(n)).solutions == graphs.matchings(cycle(n)).solutions == lucas[n]
    for edges in (grid(3, 3), grid(2, 5), complete(5)):
        assert graphs.independent_sets(edges).solutions == oracle.number_of_independent_sets(edges)
        assert graphs.matchings(edges).solutions == oracle.number_of_matchings(edges)
        assert graphs.colourings(edges, 4).solutions == oracle.number_of_colourings(edges, 4)
    assert [structures.spanning_trees(complete(n)).total * 2 ** (n * (n - 1) // 2) for n in (3, 4, 5)] == [3, 16, 125]
    fence = [(i, i + 1) if i % 2 == 0 else (i + 1, i) for i in range(6)]
    assert tables.linear_extensions(7, fence).total == 272
    assert graphs.matchings(grid(3, 4)).solutions == oracle.number_of_matchings(grid(3, 4))
    assert [words.motzkin(n).solutions for n in range(1, 11)] == [1, 2, 4, 9, 21, 51, 127, 323, 835, 2188]
    assert tables.contingency_tables((3,) * 5, (3,) * 5).solutions == 2040


def test_reference_sizes():
    """Live nodes, solutions and constants of arXiv:2510.03149's Dyck words and of three classic instances."""
    sizes = {"Dyck words, length 6": (22, 5), "Dyck words, length 8": (64, 14), "Dyck words, length 10": (196, 42)}
    sizes |= {"Dyck words, length 12": (625, 132), "independent sets, cycle 8": (134, 47), "linear extensions, P6": (86, 26)}
    sizes |= {"monotone 2-SAT, F9": (277, 90)}
    assert {name: (classic(name).tree.size, classic(name).solutions) for name in sizes} == sizes
    constants = [classic(f"Dyck words, length {n}").total for n in (6, 8, 10, 12)]
    assert [float(z) for z in constants] == [0.078125, 0.0546875, 0.041015625, 0.0322265625]
    assert classic("independent sets, cycle 8").total * 2**8 == Fraction(977, 8) and float(Fraction(977, 8)) == 122.125
    assert classic("linear extensions, P6").total == 26


def test_prefixes_that_are_consistent_and_dead():
    """Three colours never get stuck on a cycle; a star whose centre comes last is stuck after three different colours."""
    assert all(graphs.colourings(cycle(6), 3).counts.values())
    star = graphs.colourings([(0, 3), (1, 3), (2, 3)], 3)
    assert [state for state, count in star.counts.items() if not count] == [(7,)] and star.solutions == 24


def test_two_type_dyck_words():
    """Reference numbers: live nodes 137 and 809, leaves 40 and 224, probabilities .741 and .687 of a balanced word."""
    for length, size, leaves, total in ((6, 137, 40, 0.741), (8, 809, 224, 0.687)):
        problem = words.two_types(length)
        assert (problem.tree.size, problem.solutions) == (size, leaves) and round(float(problem.total), 3) == total
        assert all(problem.counts[state] == problem.count(state) for state in problem.states)
    flat = words.two_types(6, slip=Fraction(0), first=Fraction(1, 2))
    assert flat.total == 1
    with pytest.raises(ValueError, match="even length"):
        words.two_types(5)


def test_words_that_avoid_a_letter():
    problem = words.avoiding(4, 2, Fraction(1, 3))
    check(problem, {word: Fraction(1) for word in np.ndindex(2, 2, 2, 2)})
    assert problem.total == Fraction(2, 3) ** 4
    with pytest.raises(ValueError, match="0 <= failure < 1"):
        words.avoiding(3, 2, Fraction(1))


@pytest.mark.parametrize(
    "call",
    [
        lambda: words.avoiding(3, 2, 0.5),
        lambda: words.two_types(4, 0.5),
        lambda: words.two_types(4, Fraction(1, 10), np.float32(0.5)),
        lambda: graphs.matchings([(0, 1)], 0.5),
        lambda: graphs.independent_sets([(0, 1)], np.float32(0.5)),
    ],
)
def test_weights_that_are_floats_are_refused(call):
    with pytest.raises(TypeError, match=r"0\.5 is a float, .*; write Fraction\(1, 2\)"):
        call()


def test_graphs_of_networkx():
    graph = nx.relabel_nodes(nx.cycle_graph(5), dict(enumerate("abcde")))
    assert graphs.independent_sets(graph).solutions == 11
    assert graphs.colourings(nx.petersen_graph(), 3).solutions == 120
    assert structures.spanning_trees(nx.petersen_graph()).total * 2**15 == 2000
    assert structures.perfect_matchings(nx.complete_bipartite_graph(4, 4)).solutions == 24
    with pytest.raises(ValueError, match="directed"):
        graphs.matchings(nx.DiGraph([(0, 1)]))
    with pytest.raises(ValueError, match="loop at 1"):
        graphs.independent_sets([(0, 1), (1, 1)])
    with pytest.raises(ValueError, match="repeated edges"):
        graphs.independent_sets([(0, 1), (1, 0)])
    with pytest.raises(ValueError, match="not bipartite"):
        structures.perfect_matchings(nx.cycle_graph(3))


def test_what_is_too_large_is_said_with_its_size_and_a_way_out():
    problem = graphs.independent_sets(path(24))
    assert problem.solutions == 121_393
    with pytest.raises(TooLarge, match=r"317,809 live prefixes \(121,393 solutions\), more than 20,000 .*estimate_count"):
        _ = problem.tree
    with pytest.raises(TooLarge, match=r"more than 200,000 states after .* estimators\.estimate_count"):
        _ = graphs.independent_sets(nx.random_regular_graph(6, 60, seed=1)).total


def test_bad_input():
    with pytest.raises(ValueError, match="no solution"):
        _ = graphs.colourings(complete(4), 3).tree
    with pytest.raises(ValueError, match="cycle through element 0"):
        tables.linear_extensions(3, [(0, 1), (1, 0)])
    with pytest.raises(ValueError, match="distinct variables from 1 to 2"):
        formulas.dnf(2, [(1, -1)])
    with pytest.raises(ValueError, match="have one total"):
        tables.contingency_tables((1, 1), (1, 2))
    with pytest.raises(ValueError, match="there is no instance 'x'"):
        classic("x")
    with pytest.raises(TypeError, match=r"Fraction\(3, 2\)"):
        graphs.independent_sets(path(3), 1.5)
    with pytest.raises(ValueError, match="must be positive"):
        graphs.matchings(path(3), 0)


def test_a_problem_of_ones_own():
    """Compositions of 5 into parts 1 and 2, padded: a state is what is left."""
    from theory_lab.counting.problems import Move

    def moves(state):
        left, slots = state
        parts = [part for part in (0, 1, 2) if part <= left and (part or not left)]
        return [Move(part, Fraction(1, 3), Fraction(1), (left - part, slots - 1)) for part in parts] if slots else []

    problem = Problem("compositions", 5, (5, 5), moves, lambda state: (Fraction(1, 3 ** state[1]), Fraction(1)))
    assert problem.solutions == 8 and problem.total == Fraction(8, 3**5)
    assert np.array_equal(np.array(problem.live_prefixes), [1, 2, 4, 7, 8, 8])


@pytest.mark.parametrize(
    ("made", "solutions"),
    [
        (lambda: words.dyck(1), 1),
        (lambda: words.motzkin(1), 1),
        (lambda: words.two_types(2), 2),
        (lambda: words.two_types(2, Fraction(0)), 2),
        (lambda: words.avoiding(1, 1, Fraction(0)), 1),
        (lambda: graphs.colourings(nx.empty_graph(2), 1), 1),
        (lambda: formulas.monotone_2sat(2, [(0, 1)]), 3),
        (lambda: tables.linear_extensions(2, [(0, 1)]), 1),
        (lambda: structures.spanning_trees(nx.empty_graph(1)), 1),
        (lambda: formulas.monotone_2sat(0, []), 1),
    ],
)
def test_the_smallest_problems_are_taken(made, solutions):
    assert made().solutions == solutions and repr(made()).startswith("Problem(")


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: words.dyck(0), "the semilength is at least 1, got 0"),
        (lambda: words.motzkin(0), "the length is at least 1, got 0"),
        (lambda: words.two_types(0), "even length >= 2"),
        (lambda: words.two_types(2, Fraction(1)), "0 <= slip < 1"),
        (lambda: words.two_types(2, Fraction(-1, 2)), "0 <= slip < 1"),
        (lambda: words.two_types(2, first=Fraction(0)), "0 < first < 1"),
        (lambda: words.two_types(2, first=Fraction(1)), "0 < first < 1"),
        (lambda: words.avoiding(0, 1, Fraction(0)), "length, letters >= 1"),
        (lambda: words.avoiding(1, 0, Fraction(0)), "length, letters >= 1"),
        (lambda: words.avoiding(1, 1, Fraction(1)), "0 <= failure < 1"),
        (lambda: words.avoiding(1, 1, Fraction(-1, 2)), "0 <= failure < 1"),
        (lambda: graphs.colourings(nx.empty_graph(2), 0), "at least 1 colour, got 0"),
        (lambda: formulas.monotone_2sat(2, [(0, 2)]), "two variables from 0 to 1"),
        (lambda: formulas.monotone_2sat(2, [(-1, 1)]), "two variables from 0 to 1"),
        (lambda: formulas.monotone_2sat(2, [(1, 1)]), "two variables from 0 to 1"),
        (lambda: formulas.dnf(2, [(1, -1)]), "distinct variables from 1 to 2"),
        (lambda: formulas.dnf(2, [(0,)]), "distinct variables from 1 to 2"),
        (lambda: tables.linear_extensions(2, [(0, 2)]), "elements from 0 to 1"),
        (lambda: tables.linear_extensions(2, [(-1, 0)]), "elements from 0 to 1"),
        (lambda: tables.linear_extensions(-1, []), "at least 0 elements, not -1"),
        (lambda: tables.linear_extensions(3, [(0, 1, 2)]), r"a pair \(lower, upper\), got \[\(0, 1, 2\)\]"),
        (lambda: formulas.dnf(0, []), "at least 1 variable, not 0"),
        (lambda: formulas.monotone_2sat(-1, []), "at least 0 variables, not -1"),
        (lambda: formulas.monotone_2sat(3, [(0, 1, 2)]), r"two variables from 0 to 2, got \[\(0, 1, 2\)\]"),
        (lambda: structures.spanning_trees([(0, 1), (2, 3)]), "falls into 2 parts"),
        (lambda: structures.spanning_trees(nx.empty_graph(3)), "falls into 3 parts"),
        (lambda: structures.perfect_matchings([[-1], [0]]), "whole numbers from 0, not -1"),
        (lambda: graphs.independent_sets([(0, 1), (0, 1, 2)]), r"a pair of vertices, not \(0, 1, 2\)"),
    ],
)
def test_problems_beyond_the_smallest_are_refused(made, message):
    with pytest.raises(ValueError, match=message):
        made()


@pytest.mark.parametrize("problem", [words.avoiding(4, 2, Fraction(1, 3)), words.two_types(6)], ids=["avoiding", "two types"])
def test_bounds_that_are_exact_are_the_count(problem):
    """By the recursion over states, which does not look at the formula."""
    for layer in problem.layers:
        for state in layer:
            assert problem.bounds(state) == (problem.counts[state], problem.counts[state]) == (problem.count(state),) * 2
