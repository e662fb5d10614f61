"""Ballot numbers follow the recursion of the values of balanced words, at lengths up to three million.

From height ``k`` with ``n`` letters to go the values of ``dyck_value_eq_ballot`` are ``2^-n B(n, k)`` with ``B(n, k) = C(n, j)
- C(n, j - 1)`` and ``j = (n - k)/2`` closings more than needed. A letter opens or closes: ``B(n, k) = B(n - 1, k + 1) + B(n -
1, k - 1)``. In units of ``C(n, j)`` the neighbours are ``C(n - 1, j - 1) = j/n``, ``C(n - 1, j) = (n - j)/n`` and ``C(n, j - 1)
= j/(n - j + 1)``. At ``k = 0`` the last summand is 0: a word must not close there.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole


def ballot(binomial, n, j):
    """``C(n, j) - C(n, j - 1)``, where ``C(n, j)`` is ``binomial``."""
    return binomial * (1 - j / (n - j + 1))


CLAIM = Claim(
    statement=r"B(n, k) = B(n-1, k+1) + B(n-1, k-1), \quad B(n, k) = \binom nj - \binom n{j-1},\ j = \tfrac{n-k}2,\ 0 \le k < n",
    source=Source("arXiv:2510.03149", "one-type Dyck words, recursion of the values", status="derived"),
    space=Space(j=Whole(0, 10**6), k=Whole(0, 10**6), derived=lambda i: {"n": i.k + 2 * i.j}),
    given={"a letter is left": lambda i: i.n > 0},
    relation="==",
    lhs=lambda i: ballot(xp.one, i.n, i.j),
    rhs=lambda i: ballot(i.j / i.n, i.n - 1, i.j - 1) + ballot((i.n - i.j) / i.n, i.n - 1, i.j),
)
