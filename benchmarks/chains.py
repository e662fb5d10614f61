"""Chains on trees against PyDTMC, QuantEcon.py and plain SciPy, as ratios measured in one run.

Run it with ``python -m benchmarks.chains``; peers may live in another environment of the same Python version:
``python -m benchmarks.chains --peers /path/to/site-packages``. Lines whose peer is missing say so. Peers that take minutes at
4,095 states are timed at 1,023 and scaled by the cube of the sizes, which is said in the line. It is no test.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one thread for everybody

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb_mat
from scipy.sparse import eye_array
from scipy.sparse.linalg import splu

from benchmarks.timing import processor_seconds
from theory_lab import numbers as xp
from theory_lab.chains import conductance, enclosed, hitting, mixing, starts, walks
from theory_lab.chains.structure import rational_matrix
from theory_lab.decoding.instances import open_biased
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

PEERS = {"quantecon": "QuantEcon.py", "pydtmc": "PyDTMC"}


def seconds(function: Callable[[], object], rounds: int = 5) -> float:
    """The best time of a few runs after a first one; one run when the first takes more than 5 seconds."""
    start = time.perf_counter()
    function()
    if (first := time.perf_counter() - start) > 5:
        return first
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def line(what: str, ours: float, peer: float, remark: str = "") -> None:
    """One row: times, and the peer's time over ours."""
    sys.stdout.write(f"{what:62} {ours * 1e3:10.3g} ms {peer * 1e3:10.4g} ms  x{peer / ours:9.3g}  {remark}\n")
    sys.stdout.flush()


def peer(name: str) -> Any:
    """A peer, or None after saying that it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        sys.stdout.write(f"{PEERS[name]} is missing, its lines are left out ({error}); install {name} or pass --peers\n")
        return None


def tree_walk(depth: int) -> tuple[Tree, np.ndarray]:
    """The binary tree with a random reference model and values off by factors up to e, as a value-guided walk."""
    rng, tree = np.random.default_rng(0), Tree.complete(2, depth)
    left = rng.uniform(0.1, 0.9, (tree.size - 1) // 2)
    steps = np.stack([left, 1 - left], axis=1).ravel()
    return tree, laws.reach(tree, steps)[1:] * np.exp(rng.uniform(-0.5, 0.5, tree.size - 1))


def dense(tree: Tree, weights: np.ndarray) -> np.ndarray:
    """The transition matrix."""
    return enclosed.sparse_step(tree, weights).T.toarray()


def stationary_laws(quantecon: Any, pydtmc: Any) -> None:
    """The stationary law of 4,095 states."""
    tree, weights = tree_walk(11)
    ours = seconds(lambda: walks.stationary(tree, weights), 50)
    forward = enclosed.sparse_step(tree, weights)

    def by_lu() -> np.ndarray:
        system = (forward - eye_array(tree.size)).tolil()
        system[-1, :] = 1.0
        right = np.zeros(tree.size)
        right[-1] = 1.0
        return splu(system.tocsc()).solve(right)

    line("stationary law, 4,095 states: product formula / SciPy sparse LU", ours, seconds(by_lu, 3))
    small, small_weights = tree_walk(9)
    matrix, scale = dense(small, small_weights), (tree.size / small.size) ** 3
    for module, run in (
        (quantecon, lambda: quantecon.MarkovChain(matrix).stationary_distributions),
        (pydtmc, lambda: pydtmc.MarkovChain(matrix).stationary_distributions),
    ):
        if module is not None:
            line(f"  / {PEERS[module.__name__]}", ours, seconds(run, 1) * scale, "peer: 1,023 states, scaled by 64")
    exact = xp.exact([Fraction(weight) for weight in weights])
    line("  in rationals / our floats", seconds(lambda: walks.stationary(tree, exact), 3), ours, "a peer's 127 ms is stormpy's")


def mixing_times() -> None:
    """Worst-start mixing times: from proved starts against squaring the dense matrix."""
    for name, depth, weights in (("symmetric", 11, None), ("random", 10, tree_walk(10)[1])):
        tree = Tree.complete(2, depth)
        weights = 0.5 ** tree.depths[1:] if weights is None else weights
        found = starts.mixing_time(tree, weights)
        ours = seconds(lambda tree=tree, weights=weights: starts.mixing_time(tree, weights), 2)
        spent = ""
        if name == "random":
            taken = min(processor_seconds(lambda tree=tree, weights=weights: starts.mixing_time(tree, weights)) for _ in range(5))
            spent = f"; {taken * 1e3:.0f} ms of processors (goal < 200)"
        matrix = dense(tree, weights)
        once = seconds(lambda matrix=matrix: matrix @ matrix, 1)
        products = 2 * found.time.bit_length() - 1
        line(
            f"worst-start mixing time, {tree.size:,} states, {name} / dense squaring", ours, once * products,
            f"t = {found.time}, {len(found.starts)} starts run; {products} products of {once * 1e3:.0f} ms{spent}",
        )  # fmt: skip


def certified() -> None:
    """A certified mixing time on a Dyck tree of 196 states: floats with error bounds against balls alone."""
    made = open_biased(10, 2)
    matrix = walks.transition_matrix(made.tree, made.weights)
    found = mixing.mixing_time(matrix)
    walk = rational_matrix(matrix)
    with xp.precision(96):
        balls = arb_mat(walk)
        once = seconds(lambda: balls * balls, 2)
    products = 2 * (found.time.bit_length() - 1)
    floats = np.array([[float(Fraction(int(e.p), int(e.q))) for e in row] for row in walk.tolist()])
    powers = enclosed.Powers(floats, 2 * enclosed.UNIT)
    fast = seconds(lambda: enclosed.product(powers, powers), 10)
    line(f"{products} products, 196 states: floats with bounds / balls", fast * products, once * products, f"t = {found.time}")
    whole, small = seconds(lambda: mixing.mixing_time(matrix), 3), mixing._SMALL
    mixing._SMALL = len(matrix)  # up to this size balls alone are used
    by_balls = seconds(lambda: mixing.mixing_time(matrix), 1)
    mixing._SMALL = small
    line("  whole certified mixing time: floats first / balls alone", whole, by_balls)


def times_and_cuts() -> None:
    """Hitting times and conductance against dense routes, at 1,023 states (4,095 widen the distance)."""
    tree, weights = tree_walk(9)
    matrix = dense(tree, weights)
    system, ones = (np.eye(tree.size) - matrix)[1:, 1:], np.ones(tree.size - 1)
    line(
        "hitting times of the root, 1,023 states: one pass / dense solve",
        seconds(lambda: hitting.root_times(tree, weights), 20),
        seconds(lambda: np.linalg.solve(system, ones), 3),
    )
    root = np.sqrt(walks.stationary(tree, weights))
    symmetric = matrix * root[:, None] / root[None, :]

    def sweep() -> np.ndarray:
        """The cut of the second eigenvector, which is an upper bound only."""
        return np.linalg.eigh(symmetric)[1][:, -2]

    line(
        "conductance (exact): one pass / dense eigenvector (a bound)",
        seconds(lambda: conductance.conductance(tree, weights), 20),
        seconds(sweep, 1),
    )


def large() -> None:
    """131,071 states against one pass over memory for every quantity and level."""
    tree, weights = tree_walk(16)
    law = walks.stationary(tree, weights)
    other = law.copy()
    one_pass = seconds(lambda: law * other + law, 50)
    for name, function, passes in (
        ("one step of the law", lambda: walks.step(tree, weights, law), 4),
        ("all hitting times of the root", lambda: hitting.root_times(tree, weights), 4),
        ("time to the first leaf", lambda: hitting.first_leaf_time(tree, weights), 5),
        ("conductance", lambda: conductance.conductance(tree, weights), 6),
    ):
        ours = seconds(function, 15)
        sys.stdout.write(
            f"131,071 states, {name:32} {ours * 1e3:8.2f} ms = {ours / one_pass / passes:6.1f} times one pass for each of"
            f" {passes} quantities (goal < 20)\n"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", help="site-packages of an environment with pydtmc and quantecon")
    arguments = parser.parse_args()
    if arguments.peers:
        sys.path.append(arguments.peers)
    modules = {name: peer(name) for name in PEERS}
    sys.stdout.write(f"{'':62} {'ours':>13} {'peer':>13}  peer / ours\n")
    stationary_laws(modules["quantecon"], modules["pydtmc"])
    mixing_times()
    certified()
    times_and_cuts()
    large()
