"""Certified linear programs against vertex enumeration; every answer is checked by its own certificate."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from tests.oracles import programs as oracle
from theory_lab.numbers.whole import pivoting, programs
from theory_lab.numbers.whole.programs import Infeasible, Unbounded, solve_program

small = st.integers(-3, 4)


@st.composite
def general_programs(draw):
    """cost, A, b, A_eq, b_eq, free: feasible or not, bounded or not, often degenerate."""
    n, m, k = draw(st.integers(1, 4)), draw(st.integers(0, 5)), draw(st.integers(0, 2))
    vector, rows = st.lists(small, min_size=n, max_size=n), st.lists
    A, A_eq = draw(rows(vector, min_size=m, max_size=m)), draw(rows(vector, min_size=k, max_size=k))
    b, b_eq = draw(rows(small, min_size=m, max_size=m)), draw(rows(small, min_size=k, max_size=k))
    free = draw(st.lists(st.integers(0, n - 1), unique=True, max_size=1))
    return draw(vector), A, b, A_eq, b_eq, free


def reduced_costs(cost, A, A_eq, y, z):
    return [c + sum(row[j] * u for row, u in zip([*A, *A_eq], [*y, *z], strict=True)) for j, c in enumerate(cost)]


def answer(program):
    """The value, checked by its primal and dual points; the name of the error, checked by its certificate."""
    cost, A, b, A_eq, b_eq, free = program
    try:
        found = solve_program(*program)
    except Infeasible as error:
        y, z = error.certificate
        assert min(y, default=0) >= 0 and oracle.dot(b, y) + oracle.dot(b_eq, z) < 0
        for j, reduced in enumerate(reduced_costs([0] * len(cost), A, A_eq, y, z)):
            assert reduced == 0 if j in free else reduced >= 0
        return "infeasible"
    except Unbounded as error:
        ray = error.certificate
        assert oracle.dot(cost, ray) < 0
        assert all(oracle.dot(row, ray) <= 0 for row in A) and all(oracle.dot(row, ray) == 0 for row in A_eq)
        assert all(entry >= 0 or j in free for j, entry in enumerate(ray))
        return "unbounded"
    assert all(oracle.dot(row, found.x) <= limit for row, limit in zip(A, b, strict=True))
    assert all(oracle.dot(row, found.x) == level for row, level in zip(A_eq, b_eq, strict=True))
    assert all(entry >= 0 or j in free for j, entry in enumerate(found.x)) and min(found.y, default=0) >= 0
    for j, reduced in enumerate(reduced_costs(cost, A, A_eq, found.y, found.z)):
        assert reduced == 0 if j in free else reduced >= 0
    assert found.value == oracle.dot(cost, found.x) == -oracle.dot(b, found.y) - oracle.dot(b_eq, found.z)
    return found.value


@given(general_programs())
def test_every_answer_carries_its_proof(program):
    answer(program)


@given(general_programs())
def test_the_exact_method_alone_gives_the_same_answer(program):
    with pytest.MonkeyPatch.context() as patch:
        expected = answer(program)
        patch.setattr(programs, "_float_basis", lambda *arguments: ([], []))
        assert answer(program) == expected


@given(st.lists(st.lists(small, min_size=4, max_size=4), min_size=1, max_size=4), st.lists(small, min_size=3, max_size=3))
def test_value_is_the_best_vertex(table, cost):
    rows, limits = [row[:3] for row in table] + [[1, 1, 1]], [row[3] for row in table] + [10]
    expected = oracle.optimum(cost, rows, limits)
    assert answer((cost, rows, limits, [], [], [])) == ("infeasible" if expected is None else expected)


@given(general_programs(), st.lists(st.fractions(Fraction(1, 9), 9), min_size=8, max_size=8))
def test_scaling_rows_scales_their_multipliers(program, scales):
    cost, A, b, A_eq, b_eq, free = program
    if isinstance(answer(program), str):
        return
    found = solve_program(*program)
    multiples = [[scale * entry for entry in row] for scale, row in zip(scales, A, strict=False)]
    scaled = solve_program(cost, multiples, [s * x for s, x in zip(scales, b, strict=False)], A_eq, b_eq, free)
    assert scaled.value == found.value
    assert -sum(s * x * y for s, x, y in zip(scales, b, scaled.y, strict=False)) - oracle.dot(b_eq, scaled.z) == found.value


def test_float_tolerances_do_not_decide():
    """Differences of 1e-12 and of 1e-30, a Hilbert matrix, entries that no float can hold."""
    tiny, dust, huge = Fraction(1, 10**12), Fraction(1, 10**30), 10**400
    assert solve_program([-1, -1 - tiny], [[1, 1]], [1]).x == (0, 1)
    assert solve_program([-1, -1], [[1, 1 + dust], [1 + dust, 1]], [1, 1]).x == (1 / (2 + dust),) * 2
    assert solve_program([1], [[-1]], [-huge]).value == huge
    with pytest.raises(Infeasible):
        solve_program([0], [[1], [-1]], [1, -1 - dust])
    hilbert = [[Fraction(1, i + j + 1) for j in range(12)] for i in range(12)]
    inverse = solve_program([-1] * 12, hilbert, [1] * 12)
    assert inverse.value == oracle.dot([-1] * 12, inverse.x) == -oracle.dot([1] * 12, inverse.y)


def test_assignment_problems_are_degenerate_and_right():
    costs = np.random.default_rng(1).integers(1, 100, (9, 9))
    rows = [np.eye(9, dtype=int)[i][:, None] + 0 * costs for i in range(9)]
    equations = np.array([row.ravel() for row in rows] + [row.T.ravel() for row in rows])
    assert solve_program(costs.ravel(), (), (), equations, [1] * 18).value == costs[linear_sum_assignment(costs)].sum()


def test_many_rows_enter_the_exact_method_in_portions():
    rng = np.random.default_rng(2)
    rows = rng.integers(1, 1000, (2000, 4))
    cost, limits = [-3, -5, -4, -6], np.full(2000, 1000)
    expected = solve_program(cost, rows, limits)
    x, y = pivoting.pivoted(np.array(cost), rows, limits, [], [])
    assert sum(c * v for c, v in zip(cost, x, strict=True)) == -1000 * sum(y, start=y[0] - y[0])
    assert [Fraction(int(v.p), int(v.q)) for v in x] == list(expected.x)


def test_negative_entries_at_the_edge_of_rounding():
    """``1 - 3 (1/3 + k 2**-80)``: floats cannot tell the signs, whole numbers do."""
    from flint import fmpq

    for k, found in ((1, [0]), (0, []), (-1, [])):
        third = fmpq(1, 3) + fmpq(k, 1 << 80)
        assert pivoting.negative_entries(np.array([1]), np.array([[-3]]), [third]).tolist() == found


@pytest.mark.parametrize(
    ("program", "error", "message"),
    [
        (([1.0], [[1]], [1]), TypeError, "the entry 1.0 is a float"),
        (([1], np.array([[0.5]]), [1]), TypeError, "the entry 0.5 is a float"),
        (([1], [[1, 2]], [1]), ValueError, r"shape \(1, 2\) with 1 right sides do not fit 1 variables"),
        (([1], [[1]], [1, 2]), ValueError, "2 right sides"),
        (([1], [[1]], [-1]), ValueError, "no point satisfies"),
        (([-1], [[-1]], [1]), ValueError, "unbounded below"),
    ],
)
def test_errors_are_clear(program, error, message):
    with pytest.raises(error, match=message):
        solve_program(*program)


@given(general_programs(), st.randoms(use_true_random=False))
def test_a_wrong_guess_at_the_basis_changes_no_answer(program, draws):
    """Any nonsingular block may be guessed: what is not optimal is found out by signs, and pivoted away."""
    expected = answer(program)

    def guessed(c, rows, limits, *_):
        for size in range(min(rows.shape), 0, -1):
            for _ in range(8):
                tight, positive = draws.sample(range(len(rows)), size), draws.sample(range(len(c)), size)
                block = [[Fraction(int(v)) for v in row] for row in rows[np.ix_(tight, positive)]]
                if oracle.solution(block, [Fraction(0)] * size) is not None:
                    return tight, positive
        return [], []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(programs, "_float_basis", guessed)
        assert answer(program) == expected


@pytest.mark.parametrize(
    ("cost", "rows", "limits", "positive"),
    [
        ([1], [[1]], [1], [0]),  # its price is negative: less of x is cheaper
        ([1], [[-1]], [1], [0]),  # its point is negative
        ([-1, -2], [[1, 1]], [1], [0]),  # the second column is cheaper
        ([-1], [[1], [2]], [1, 1], [0]),  # the second row is missed
    ],
)
def test_a_basis_is_certified_by_four_signs(cost, rows, limits, positive):
    c, A, b = np.array(cost), np.array(rows), np.array(limits)
    assert programs._certified(c, A, b, [0], positive) is None
