"""Communicating classes and stationary laws of finite chains.

A chain ends in one of its recurrent classes, each of which carries one stationary law. Where the moves form a reversible
chain the law is a product of quotients along a spanning tree, checked edge by edge; otherwise a linear system gives it.

Main definitions
----------------
``stationary_laws``       one law per recurrent class
``recurrent_classes``, ``period``   the closed classes; the period of an irreducible chain
``require_convergence``   the check before a limit is taken; says which classes or residues there are
``rational_matrix``, ``transitions``   an exact Array as a matrix of flint; a transition matrix, checked to be stochastic
``require_exact``         the check of what is decided in rationals; says what to pass

Conventions
-----------
Matrices are exact rational Arrays (n, n) whose rows sum to 1; classes are listed in the order of their first states.

References
----------
D. Levin, Y. Peres, Markov Chains and Mixing Times, sections 1.6 and 1.7.

Tags
----
communicating classes, periodicity, detailed balance
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat
from scipy.sparse.csgraph import breadth_first_order, connected_components

from theory_lab.numbers import Array

__all__ = [
    "rational_matrices",
    "rational_matrix",
    "recurrent_classes",
    "require_convergence",
    "require_exact",
    "stationary_laws",
    "transitions",
]

_SHOWN = 6  # states of a class and classes that a message names


def stationary_laws(matrix: Array) -> tuple[tuple[Fraction, ...], ...]:
    """The stationary law (n,) of every recurrent class, classes in the order of their first states."""
    walk = transitions(matrix)
    return tuple(stationary_on(walk, states) for states in recurrent_classes(edges_of(walk)))


def require_exact(values: Any, name: str) -> None:
    """Raise ``TypeError`` for what is no exact Array, such as a raw NumPy array of floats."""
    if not isinstance(values, Array):
        given = f"a NumPy array of {values.dtype}" if isinstance(values, np.ndarray) else f"a {type(values).__name__}"
    elif not values.is_exact:
        given = f"an array of {values.kind} numbers"
    else:
        return
    raise TypeError(f"{name} is needed in rationals, not as {given}; make it by exact() from whole numbers and fractions")


def rational_matrix(matrix: Array) -> fmpq_mat:
    """A square exact Array as a matrix of flint.

    Raises ``ValueError`` on the shape and ``TypeError`` for irrational entries and for what is no exact Array.
    """
    require_exact(matrix, "the transition matrix")
    matrix.numbers()  # raises for a batch
    return rational_matrices(matrix)[0]


def rational_matrices(matrices: Array) -> list[fmpq_mat]:
    """The same of each instance of a batch."""
    require_exact(matrices, "the transition matrix")
    n = len(matrices)
    if matrices.shape != (n, n):
        raise ValueError(f"a transition matrix is square, got shape {matrices.shape}")
    columns = matrices.numbers(batched=True).reshape(n * n, -1).T
    found = [[entry.q for entry in column] for column in columns]
    for column, values in zip(columns, found, strict=True):
        if None in values:
            raise TypeError(f"a transition matrix is rational here, got the entry {column[values.index(None)]}")
    return [fmpq_mat(n, n, values) for values in found]


def transitions(matrix: Array) -> fmpq_mat:
    """A matrix of flint whose rows are probability laws, from an exact Array (n, n).

    Raises ``ValueError`` where a row is no probability law, and what ``rational_matrix`` raises.
    """
    walk = rational_matrix(matrix)
    for i, row in enumerate(walk.tolist()):
        if min(row) < 0 or sum(row, fmpq(0)) != 1:
            raise ValueError(f"row {i} of a transition matrix is no probability law: {[str(entry) for entry in row]}")
    return walk


def edges_of(walk: fmpq_mat) -> np.ndarray:
    """Where a move is possible, as a boolean matrix (n, n)."""
    return np.array([entry != 0 for entry in walk.entries()]).reshape(walk.nrows(), walk.ncols())


def recurrent_classes(edges: np.ndarray) -> list[list[int]]:
    """The communicating classes that are never left, for a boolean matrix (n, n) of possible moves."""
    classes = _classes(edges)
    return [states for states in classes if not np.delete(edges[states], states, axis=1).any()]


def require_convergence(edges: np.ndarray) -> None:
    """Raise ``ValueError`` for a chain with several communicating classes, or with a period, naming the classes."""
    classes = _classes(edges)
    if len(classes) > 1:
        closed = recurrent_classes(edges)
        raise ValueError(
            f"the chain has {len(classes)} communicating classes, {_listed(classes)}, of which {_listed(closed)}"
            f" {'is' if len(closed) == 1 else 'are'} never left; a mixing time needs one, so restrict the chain to one of these"
        )
    order, previous = breadth_first_order(edges, 0)
    depth = np.zeros(len(edges), dtype=np.int64)
    for state in order[1:]:
        depth[state] = depth[previous[state]] + 1
    period = gcd(*(int(depth[u] + 1 - depth[v]) for u, v in np.argwhere(edges)))
    if period != 1:
        cycle = [np.flatnonzero(depth % period == residue).tolist() for residue in range(period)]
        raise ValueError(
            f"the chain has period {period}: it moves through the cyclic classes {_listed(cycle)} in turn, so its law does not"
            " converge; make it lazy"
        )


def stationary_on(walk: fmpq_mat, states: list[int]) -> tuple[Fraction, ...]:
    """The stationary law of a closed irreducible set of states, 0 elsewhere; shape (n,)."""
    found = _by_detailed_balance(walk, states) or _by_elimination(walk, states)
    masses = [Fraction(0)] * walk.nrows()
    for state, mass in zip(states, found, strict=True):
        masses[state] = Fraction(int(mass.p), int(mass.q))
    return tuple(masses)


def _by_detailed_balance(walk: fmpq_mat, states: list[int]) -> list[fmpq] | None:
    """Products of quotients from the first state; None when some edge is out of balance."""
    masses, waiting, edges = {states[0]: fmpq(1)}, [states[0]], edges_of(walk)
    while waiting:
        u = waiting.pop()
        for v in np.flatnonzero(edges[u]).tolist():
            if v != u:
                flow = masses[u] * walk[u, v]
                if walk[v, u] == 0 or (v in masses and masses[v] * walk[v, u] != flow):
                    return None
                if v not in masses:
                    masses[v] = flow / walk[v, u]
                    waiting.append(v)
    total = sum(masses.values(), fmpq(0))
    return [masses[v] / total for v in states]


def _by_elimination(walk: fmpq_mat, states: list[int]) -> list[fmpq]:
    k = len(states)
    system = fmpq_mat([[walk[states[j], states[i]] - (i == j) for j in range(k)] for i in range(k - 1)] + [[1] * k])
    solution = system.solve(fmpq_mat(k, 1, [0] * (k - 1) + [1]))
    return [solution[i, 0] for i in range(k)]


def _classes(edges: np.ndarray) -> list[list[int]]:
    count, labels = connected_components(edges, connection="strong")
    return sorted(np.flatnonzero(labels == label).tolist() for label in range(count))


def _listed(classes: list[list[int]]) -> str:
    """The classes as sets, long ones shortened."""
    sets = ["{" + ", ".join(map(str, c[:_SHOWN])) + (f", ... {len(c)} states" if len(c) > _SHOWN else "") + "}" for c in classes]
    return " ".join(sets[:_SHOWN]) + (" ..." if len(sets) > _SHOWN else "")
