"""KL as an integral of hockey-stick divergences.

The derivative of ``t log t - t + 1`` is ``log t``, so that KL is an integral of the ramps ``(p - g q)_+`` over ``dg/g`` and of
``(q - g p)_+`` over ``dg/g^2``. Both integrands are linear in ``g`` between the values of the ratio; the integrals are
taken piece by piece over these.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick, kl
from theory_lab.numbers import Array


def pieces(p: Array, q: Array) -> list[tuple[Array, Array, Array, Array]]:
    """Consecutive ends ``a <= b`` of the pieces above 1, with ``E_g = u - v g`` on each: ``(a, b, u, v)``."""
    ends, ratios = [xp.exact(1)], xp.maximum(p / q, 1)
    for rank in range(len(p)):  # the rank-th smallest ratio, without sorting: the least value with more than rank below or equal
        counts = xp.sum(xp.at_least(ratios[:, None], ratios[None]), axis=1)
        ends.append(xp.min(xp.where(counts > rank, ratios, xp.max(ratios))))
    result = []
    for a, b in zip(ends, ends[1:], strict=False):
        left, right = hockey_stick(p, q, a), hockey_stick(p, q, b)
        slope = xp.where(b > a, (left - right) / xp.where(b > a, b - a, 1), 0)
        result.append((a, b, left + slope * a, slope))
    return result


def integral(i: Instance) -> Array:
    """``int_1^inf (E_g(p||q)/g + E_g(q||p)/g^2) dg``; both vanish above the largest ratio."""
    first = [u * xp.log(b / a) - v * (b - a) for a, b, u, v in pieces(i.p, i.q)]
    second = [u * (1 / a - 1 / b) - v * xp.log(b / a) for a, b, u, v in pieces(i.q, i.p)]
    return xp.sum(xp.stack(first + second))


CLAIM = Claim(
    statement=r"\mathrm{KL}(p\|q) = \int_1^\infty \Big[\frac{E_g(p\|q)}{g} + \frac{E_g(q\|p)}{g^2}\Big] dg",
    source=Source("arXiv:2510.15020", "cross-entropy through hockey-stick divergences", status="derived"),
    space=lambda n: Space(p=Simplex(n, positive=True), q=Simplex(n, positive=True)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: kl(i.p, i.q),
    rhs=integral,
)
