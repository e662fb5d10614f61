"""Reversible chains as tables of conductances, their forms and spectra, and distances of general chains.

Main definitions: `network`, `tested`, `other_network`, `chain` (spaces), `reversible`; `dirichlet`, `variance`;
`symmetric_functions`, `second`, `modulus`, `gap` (of two or three states); `powers`, `between_starts`, `farthest`,
`largest_separation`.
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.chains.finite import separation, stationary
from theory_lab.claims import Instance, Kernel, Space, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array

LEAST = xp.ratio(1, 10)  # of the conductances between different states: every chain is irreducible
FAIR = {"edges": [1, 1], "holding": [1, 1, 1]}  # two states, every step a fair coin


def reversible(edges: Array, holding: Array) -> dict[str, Array]:
    """The chain of conductances ``edges`` between pairs and ``holding`` at states: stationary flow, law and matrix."""
    n, rows = len(holding), []
    place = {pair: k for k, pair in enumerate((x, y) for x in range(n) for y in range(x + 1, n))}
    for x in range(n):
        rows.append(xp.stack([holding[x] if x == y else edges[place[min(x, y), max(x, y)]] for y in range(n)]))
    table = xp.stack(rows)
    masses = xp.sum(table, axis=1)
    return {"flow": table / xp.sum(table), "pi": masses / xp.sum(table), "P": table / masses[:, None]}


def network(n: int, **fields: Any) -> Space:
    """A reversible chain on ``n`` states that moves between all pairs, with any holding."""
    return Space(
        edges=Table(n * (n - 1) // 2, LEAST, 1), holding=Table(n, 0, 2), **fields,
        derived=lambda i: reversible(i.edges, i.holding),
    )  # fmt: skip


def tested(n: int) -> Space:
    """The same with a test function."""
    return network(n, f=Table(n, -2, 2))


def chain(n: int, **fields: Any) -> Space:
    """Any chain with positive entries, and its stationary law."""
    return Space(P=Kernel(n, n, positive=True), **fields, derived=lambda i: {"pi": stationary(i.P)})


def other_network(n: int) -> Space:
    """Two reversible chains on the same states, and the largest ratio of their flows between different states."""

    def derived(i: Instance) -> dict[str, Array]:
        one, other = reversible(i.edges, i.holding), reversible(i.other_edges, i.other_holding)
        pairs = [(x, y) for x in range(n) for y in range(x + 1, n)]
        ratio = xp.max(xp.stack([other["flow"][pair] / one["flow"][pair] for pair in pairs]))
        return {**one, "other_P": other["P"], "other_pi": other["pi"], "flow_ratio": ratio}

    edges, holding = Table(n * (n - 1) // 2, LEAST, 1), Table(n, 0, 2)
    return Space(edges=edges, holding=holding, other_edges=edges, other_holding=holding, derived=derived)


def dirichlet(flow: Array, f: Array) -> Array:
    """``(1/2) sum Q(x, y) (f(x) - f(y))^2``."""
    return xp.sum(flow * (f[:, None] - f[None, :]) ** 2) / 2


def variance(law: Array, f: Array) -> Array:
    """``Var f``, by pairs: ``(1/2) sum pi(x) pi(y) (f(x) - f(y))^2``."""
    return dirichlet(xp.outer(law, law), f)


def symmetric_functions(P: Array) -> tuple[Array, Array]:
    """Sum and product of the two eigenvalues beside 1, of three states; one of them is 0 where there are two states."""
    if len(P) == 2:
        return P[0, 0] + P[1, 1] - 1, xp.zeros((), like=P)
    a, b, c = P
    product = a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])
    return a[0] + b[1] + c[2] - 1, product


def second(P: Array) -> Array:
    """The second largest eigenvalue of a reversible chain of two or three states."""
    total, product = symmetric_functions(P)
    return total if len(P) == 2 else (total + xp.sqrt(xp.maximum(total**2 - 4 * product, 0))) / 2


def modulus(P: Array) -> Array:
    """The largest absolute value of an eigenvalue beside 1."""
    total, product = symmetric_functions(P)
    return (xp.absolute(total) + xp.sqrt(xp.maximum(total**2 - 4 * product, 0))) / 2


def gap(P: Array) -> Array:
    """``1 - lambda_2``."""
    return 1 - second(P)


def powers(P: Array, time: int) -> Array:
    """``P^t`` for ``t >= 1``."""
    return xp.iterate(lambda state: state @ P, P, time - 1)


def between_starts(P: Array) -> Array:
    """The largest total variation between two rows."""
    return xp.max(xp.stack([total_variation(a, b) for a in P for b in P]))


def farthest(P: Array, law: Array) -> Array:
    """The largest total variation between a row and a law."""
    return xp.max(xp.stack([total_variation(row, law) for row in P]))


def largest_separation(P: Array, law: Array) -> Array:
    """The largest separation of a row from a law."""
    return xp.max(xp.stack([separation(row, law) for row in P]))
