"""How fast the decision programs are, as ratios measured in one run.

Each line divides two times taken on this machine, one after the other: ours over a peer's, or a plain program's over ours. Run it
with ``python -m benchmarks.decisions``; it is no test, and nothing depends on its numbers.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from benchmarks.timing import line, processor_seconds
from tests.oracles.bandits import plain_upper_confidence
from theory_lab.decisions import classes
from theory_lab.decisions.coefficients import finite_classes
from theory_lab.decisions.dimensions import function_classes
from theory_lab.decisions.play import exact_regret, learners, minimax
from theory_lab.decisions.play.sequence_programs import folded, minimax_program


def optimism() -> None:
    """Exact regret of UCB with two arms at T = 200 against a dictionary of count states at T = 60."""
    models, width = classes.bernoulli([[0.6, 0.4]]), learners.book_width(200, 2, Fraction(1, 10))
    _ = exact_regret.states_of((1, 2, 2), 200).child  # builds the tables of the states
    learner = learners.upper_confidence(200, width)
    ours = min(processor_seconds(lambda: exact_regret.regrets(learner, models, 200)) for _ in range(3))
    plain = min(processor_seconds(lambda: plain_upper_confidence((0.6, 0.4), 60, 0.1)) for _ in range(3))
    visited = plain_upper_confidence((0.6, 0.4), 60, 0.1)[1]
    reached = sum(len(weights) for _, weights, _ in exact_regret.reach_weights(learner, (1, 2, 2), 199))
    states = sum(exact_regret.states_of((1, 2, 2), 200).size(t) for t in range(200))
    line(
        "plain UCB program, extrapolated by all count states, over ours",
        plain * states / visited / ours,
        ">= 50",
        f"{ours:.2f} s",
    )
    line("the same by the states that UCB reaches", plain * reached / visited / ours, "", f"{reached:,} of {states:,} states")


def minimax_values() -> None:
    """The program for 25 models, two arms, T = 20: building and solving against HiGHS alone; and larger horizons."""
    models = classes.grid([k / 10 for k in (1, 3, 5, 7, 9)])
    program = minimax_program(models, 20)
    n, m = program.variables, len(models)
    row, column, entry = program.regret
    upper = sparse.csr_array((np.r_[entry, -np.ones(m)], (np.r_[row, range(m)], np.r_[column, [n] * m])), shape=(m, n + 1))
    row, column, entry = program.flow
    equal, right = sparse.csr_array((entry, (row, column)), shape=(program.rows, n + 1)), np.eye(1, program.rows)[0]
    cost = np.r_[np.zeros(n), 1]
    alone = processor_seconds(lambda: linprog(cost, upper, np.zeros(m), equal, right, method="highs"))
    ours = processor_seconds(lambda: minimax.program_value(models, 20))
    line("minimax program, T = 20, with building, over HiGHS alone", ours / alone, "<= 1.5", f"{ours:.2f} s, {n + 1:,} variables")
    for horizon in (20, 30):
        taken = processor_seconds(lambda horizon=horizon: minimax.program_value(models, horizon, symmetric=True))
        halved = folded(minimax_program(models, horizon), models, horizon).variables + 1
        line(
            f"program with symmetries counted once, T = {horizon}, over that program",
            taken / ours,
            "",
            f"{taken:.2f} s, {halved:,} variables",
        )
    for horizon in (20, 30, 40):
        taken = processor_seconds(lambda horizon=horizon: minimax.minimax_enclosure(models, horizon))
        line(f"minimax by best responses, T = {horizon}, over that program", taken / ours, "", f"{taken:.2f} s, ends 1e-6 apart")


def eluding() -> None:
    """Eluder dimension and star number of 50 functions on 20 points against one pass over the table of subset sums."""
    for largest in (10, 1000):
        functions = np.random.default_rng(0).integers(-largest, largest + 1, (50, 20))
        once = min(processor_seconds(lambda functions=functions: subset_table(functions)) for _ in range(3))
        for name, dimension in (
            ("eluder dimension", function_classes.eluder_dimension),
            ("star number", function_classes.star_number),
        ):
            taken = processor_seconds(lambda dimension=dimension, functions=functions: dimension(functions, Fraction(1)))
            values = len(np.unique(functions**2)) - 1
            line(f"{name} of 20 decisions, 50 functions, over one pass", taken / once, "< 100", f"{taken:.2f} s, {values} scales")


def subset_table(functions: np.ndarray) -> np.ndarray:
    """``sum f^2`` over all subsets of the points, (N, 2^K)."""
    count, points = functions.shape
    table = np.zeros((count, 1 << points))
    for point in range(points):
        table[:, 1 << point : 2 << point] = table[:, : 1 << point] + functions[:, point, None].astype(float) ** 2
    return table


def coefficient() -> None:
    """20,000 models and 50 decisions, with the rational certificate, against HiGHS alone."""
    rng = np.random.default_rng(0)
    means = rng.integers(0, 1001, (20_000, 50))
    gaps, squares = means.max(axis=1)[:, None] - means, (means - means.mean(axis=0).astype(int)) ** 2
    payoffs = gaps - squares / 200
    rows = np.c_[payoffs, -np.ones(len(means))]
    bounds = [(0, None)] * 50 + [(None, None)]
    limits, total = np.zeros(len(means)), np.r_[np.ones(50), 0][None]
    alone = processor_seconds(lambda: linprog(np.r_[np.zeros(50), 1], rows, limits, total, [1], bounds, method="highs"))
    ours = processor_seconds(lambda: finite_classes.decision_coefficient(gaps, squares, Fraction(1, 200)))
    line("coefficient of 20,000 models, certified, over HiGHS alone", ours / alone, "<= 3", f"{ours:.2f} s")


if __name__ == "__main__":
    for part in (optimism, minimax_values, eluding, coefficient):
        part()
