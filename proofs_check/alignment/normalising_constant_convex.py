"""The normalising constant is convex and strictly decreasing in the strength.

It is the maximum over sets of the lines ``(E[rhat 1_A] - b)/p(A)`` in ``b``, of slopes ``-1/p(A) <= -1``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant


def drop(i, strength):
    """How much the constant falls when the strength grows by the step."""
    first, second = (normalising_constant(i.base, i.reward, b) for b in (strength, strength + i.step))
    return first - second


CLAIM = Claim(
    statement=r"s \le \lambda(b+s) - \lambda(b+2s) \le \lambda(b) - \lambda(b+s)",
    source=Source("arXiv:2503.21878", "convexity of the normalising constant", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 2), step=Ratio(xp.ratio(1, 16), 1)),
    sizes=(2, 3, 5, 8),
    chain=(lambda i: i.step, lambda i: drop(i, i.strength + i.step), lambda i: drop(i, i.strength)),
    tight_at={"base": [1, 1], "reward": [1, 0, 0], "strength": [1, 1], "step": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * drop(i, i.strength),
)  # fmt: skip
