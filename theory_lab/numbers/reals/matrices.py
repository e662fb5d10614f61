"""Linear algebra of exact numbers: object arrays without a batch axis.

Main definitions: ``product``, ``inverse``, ``solution`` of rationals of FLINT; ``enclosed_solution`` of ``Real`` entries.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import numpy as np
from flint import arb_mat, fmpq_mat

from theory_lab.numbers.reals.errors import Divided, Undecided
from theory_lab.numbers.reals.real import Real


def product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """A matrix (n, k) times a matrix (k, m) or a vector (k,)."""
    return _entries(_matrix(a) * _matrix(b.reshape(len(b), -1)), (len(a), *b.shape[1:]))


def inverse(a: np.ndarray) -> np.ndarray:
    """The inverse, shape (n, n); raises ``ZeroDivisionError`` for a singular matrix."""
    with _named():
        return _entries(_matrix(a).inv(), a.shape)


def solution(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """``x`` with ``a x = b``, shapes (n, n) and (n, k); raises ``ZeroDivisionError`` for a singular matrix."""
    with _named():
        return _entries(_matrix(a).solve(_matrix(b)), b.shape)


def enclosed_solution(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The same in balls; raises ``Undecided`` where the matrix may be singular within its enclosures."""
    balls = [arb_mat(len(part), part.shape[1], [entry.ball for entry in part.ravel()]) for part in (a, b)]
    try:
        found = balls[0].solve(balls[1])
    except ZeroDivisionError:
        raise Undecided("the matrix of a linear system may be singular within its enclosures") from None
    return np.array([Real(None, value) for value in found.entries()], dtype=object).reshape(b.shape)


@contextlib.contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except ZeroDivisionError as error:
        raise Divided(str(error)) from None


def _matrix(a: np.ndarray) -> fmpq_mat:
    rows, columns = a.shape
    return fmpq_mat(rows, columns, list(a.ravel()))


def _entries(matrix: fmpq_mat, shape: tuple[int, ...]) -> np.ndarray:
    return np.array(matrix.entries(), dtype=object).reshape(shape)
