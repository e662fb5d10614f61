"""The elliptic potential lemma at every horizon, for features of two entries.

`elliptic_potential_le` as a theorem for any number of rounds, with the usual constant 2: ``det V_t = det V_{t-1} (1 + q_t)`` with
``q_t = |a_t|^2`` in the norm of ``V_{t-1}^{-1}``, and ``exp(min(1, q)/2) <= 1 + q``. The first feature is the last row: what the
first rounds have led to is then a function of the rows that are left.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """``prod_t exp(min(1, |a_t|^2_{V^-1}) / 2)`` and the determinant of the last ``V``; the first feature is the last row."""
    first, mixed, second, product = i.ridge, xp.exact(0), i.ridge, xp.exact(1)
    for step in reversed(range(len(i.features))):
        x, y = i.features[step, 0], i.features[step, 1]
        gain = second * x**2 - mixed * (2 * x * y) + first * y**2
        first, mixed, second = first + x**2, mixed + x * y, second + y**2
        before = xp.maximum(first * second - mixed**2 - gain, i.ridge**2)  # det V_{t-1} is at least that
        product = product * xp.exp(xp.minimum(gain / before, 1) / 2)
    return {"product": product, "det": first * second - mixed**2}


CLAIM = Claim(
    statement=r"\sum_{t \le T} \min\bigl(1, \|a_t\|^2_{V_{t-1}^{-1}}\bigr) \le 2 \log \frac{\det V_T}{\det V_0},"
    r" \quad V_t = V_{t-1} + a_t a_t^\top, \quad a_t \in \mathbb R^2 \text{ (both sides exponentiated, with half the exponent)}",
    source=Source("arXiv:2312.16730", "elliptic potential lemma at every horizon", status="second-hand"),
    space=lambda steps: Space(features=Table((steps, 2), -2, 2), ridge=Ratio(xp.ratio(1, 10), 4), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: i.product,
    rhs=lambda i: i.det / i.ridge**2,
    trivial=(1, lambda i: xp.exp(xp.ratio(i.size, 2))),
    sharpened=lambda i: xp.ratio(99, 100) * i.det / i.ridge**2,
)
