"""Spectra of walks on trees, in rational arithmetic.

Eigenvalues of a rational chain are algebraic, so statements about them are decided without computing them:
characteristic polynomials are compared as polynomials, and the number of eigenvalues beyond a rational level
is read off the signs of pivots when the leaves of the tree are eliminated.

Main definitions
----------------
``characteristic_polynomial``, ``eigenvalues``   coefficients of ``det(x I - M)``; its roots, exact up to degree 2
``level_polynomial``            the same for the walk guided by exact values, as a product of small factors
``eigenvalues_below``           how many eigenvalues of ``I - P`` lie below a level
``spectral_gap``                rational ends of an interval around the gap
``path_gap_bound``              ``gap >= min over v of w(v) / (2 sum of deg(u) |u| over u in T_v)``

Conventions
-----------
``P`` is the lazy walk of ``walks`` (holding 1/2). All weights must be positive.

References
----------
D. Jacobs and V. Trevisan, Locating the eigenvalues of trees, 2011; arXiv:2510.03149.

Tags
----
spectral gap, Sylvester's law of inertia, characteristic polynomial
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.structure import rational_matrices, rational_matrix, require_exact
from theory_lab.numbers import Array, Real
from theory_lab.numbers.reals.real import lift
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences.trees import Tree

__all__ = [
    "characteristic_polynomial",
    "characteristic_polynomials",
    "eigenvalues",
    "eigenvalues_below",
    "level_polynomial",
    "path_gap_bound",
    "spectral_gap",
]


@xp.formula
def path_gap_bound(tree: Tree, weights: Array) -> Array:
    """A lower bound on the spectral gap: ``min over v of w(v) / (2 sum over u in T_v of deg(u) |u|)``, weights positive."""
    moments = walks.subtree_sums(tree, walks.degrees(tree, weights) * tree.depths)
    return xp.min(weights / (2 * moments[1:]))


def characteristic_polynomial(matrix: Array) -> tuple[Fraction, ...]:
    """Coefficients of ``det(x I - M)``, constant term first, for an exact rational matrix (n, n)."""
    return _coefficients(rational_matrix(matrix).charpoly())


def characteristic_polynomials(matrices: Array) -> list[tuple[Fraction, ...]]:
    """The same of each instance of a batch."""
    return [_coefficients(matrix.charpoly()) for matrix in rational_matrices(matrices)]


def eigenvalues(matrix: Array) -> tuple[tuple[Real, Real], ...]:
    """Real and imaginary parts of all eigenvalues of an exact rational matrix, the largest real part first.

    They come from the factors of the characteristic polynomial, so that equal eigenvalues are listed as often as they occur;
    any finite chain will do, reversible or not.  Those of linear and quadratic factors are exact, the others enclosed.
    """
    found = []
    _, factors = rational_matrix(matrix).charpoly().numer().factor()
    for factor, multiplicity in factors:
        found += [root for root in _roots(factor) for _ in range(multiplicity)]
    with xp.guessing():  # of an order in which to list them
        return tuple(sorted(found, key=lambda root: (-float(root[0]), float(root[1]))))


def _roots(factor: fmpz_poly) -> list[tuple[Real, Real]]:
    """Real and imaginary parts of the roots of an irreducible polynomial; by formula up to degree 2."""
    if factor.degree() > 2:
        listed: list[Any] = factor.complex_roots()
        return [(Real(None, root.real), Real(None, root.imag)) for root, _ in listed]
    c, b, a = (lift(fmpq(factor[k])) for k in range(3))
    if factor.degree() == 1:
        return [(-c / b, lift(0))]
    middle, square = -b / (2 * a), (b * b - 4 * a * c) / (4 * a * a)
    distance = abs(square) ** Fraction(1, 2)
    if square > 0:
        return [(middle + distance, lift(0)), (middle - distance, lift(0))]
    return [(middle, distance), (middle, -distance)]


def level_polynomial(tree: Tree) -> tuple[Fraction, ...]:
    """The characteristic polynomial of the lazy walk guided by exact values, when every node is alive.

    It depends on the shape of the tree only: the lazy reflecting walk on the depths ``0..H`` and, for every
    inner node ``v`` with ``b`` children, ``b - 1`` copies of the walk on ``H - |v|`` depths that is killed
    above (arXiv:2510.03149). Raises ``ValueError`` unless all leaves have one depth.
    """
    if tree.depths[tree.leaves].min() < tree.depth:
        raise ValueError("the leaves of the tree have different depths; exact values then change the depth walk")
    sizes, product = [level.stop - level.start for level in tree.levels], _reflecting_walk(tree.depth + 1).charpoly()
    for h in range(tree.depth):  # the sum of b - 1 over a level is the growth to the next
        product *= _killed_walk(tree.depth - h).charpoly() ** (sizes[h + 1] - sizes[h])
    return _coefficients(product)


def eigenvalues_below(tree: Tree, weights: Array, level: Fraction) -> int:
    """The number of eigenvalues of ``I - P`` smaller than ``level``, for exact positive rational weights (tree.size - 1,)."""
    return _count_below(tree, _rational_weights(tree, weights), _flint(level, "the level of an eigenvalue"))


def spectral_gap(tree: Tree, weights: Array, width: Fraction = Fraction(1, 1 << 30)) -> tuple[Fraction, Fraction]:
    """Rational ends, at most ``width`` apart, with ``low <= gap < high``; the gap is 1 minus the second eigenvalue of ``P``.

    Raises ``ValueError`` for a width that is not positive.
    """
    edges, low, high = _rational_weights(tree, weights), fmpq(0), fmpq(2)
    goal = _flint(width, "the width of an enclosure")
    if goal <= 0:
        raise ValueError(f"the width of an enclosure must be positive, got {width}")
    while high - low > goal:
        middle = (low + high) / 2
        if _count_below(tree, edges, middle) > 1:
            high = middle
        else:
            low = middle
    return _fraction(low), _fraction(high)


def _count_below(tree: Tree, weights: list[fmpq], level: fmpq) -> int:
    """Negative pivots of ``deg/2 - level deg`` on the diagonal and ``-w/2`` on the edges, leaves first.

    A pivot 0 at a child is paired with its parent: the two carry one eigenvalue of each sign, and the
    parent's own edge upwards no longer matters.
    """
    degree = [fmpq(0), *weights]
    for v in range(1, tree.size):
        degree[tree.parent[v]] += weights[v - 1]
    pivots = [d * (fmpq(1, 2) - level) for d in degree]
    cut, paired, negative = [False] * tree.size, [False] * tree.size, 0
    for v in range(tree.size - 1, -1, -1):
        if paired[v]:
            negative += 1
            cut[v] = True
        elif pivots[v] < 0:
            negative += 1
        parent = int(tree.parent[v])
        if v == 0 or cut[v]:
            continue
        if pivots[v] == 0:
            paired[parent] = True
        else:
            pivots[parent] -= (weights[v - 1] / 2) ** 2 / pivots[v]
    return negative


def _reflecting_walk(n: int) -> fmpq_mat:
    """The lazy walk on a path of ``n`` vertices: an end moves inwards with probability 1/2."""
    walk = fmpq_mat(n, n)
    for i in range(n):
        walk[i, i] = fmpq(1, 2) if n > 1 else fmpq(1)
        for j in (i - 1, i + 1):
            if 0 <= j < n:
                walk[i, j] = fmpq(1, 2) if i in (0, n - 1) else fmpq(1, 4)
    return walk


def _killed_walk(n: int) -> fmpq_mat:
    """The last ``n`` vertices of the lazy walk on ``n + 1``: killed when it leaves them."""
    walk = _reflecting_walk(n + 1)
    return fmpq_mat([[walk[i, j] for j in range(1, n + 1)] for i in range(1, n + 1)])


def _rational_weights(tree: Tree, weights: Array) -> list[fmpq]:
    require_exact(weights, "the array of edge weights")
    if tree.size == 1:
        raise ValueError(f"eigenvalues of a walk need a tree with an edge, got {tree}")
    fractions = weights.fractions().tolist()
    if len(fractions) != tree.size - 1 or min(fractions) <= 0:
        raise ValueError(f"eigenvalues need one positive weight per edge of {tree}, got {fractions}")
    return [fmpq(f.numerator, f.denominator) for f in fractions]


def _flint(value: Any, name: str) -> fmpq:
    exact = rational(value, name)
    return fmpq(exact.numerator, exact.denominator)


def _fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _coefficients(polynomial: fmpq_poly) -> tuple[Fraction, ...]:
    return tuple(_fraction(c) for c in polynomial.coeffs())
