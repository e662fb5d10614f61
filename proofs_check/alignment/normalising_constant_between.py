"""Where the normalising constant lies.

``E_p relu(rhat - l)`` is at least ``E_p rhat - l``, with equality below all rewards, and 0 from ``max rhat`` on;
``relu`` has slope at most 1, so ``b = E_p relu(rhat - lambda) <= max rhat - lambda``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant

CLAIM = Claim(
    statement=r"\mathbb E_p\hat r - b + 5 \le \lambda + 5 \le \max\hat r - b + 5",
    source=Source("arXiv:2503.21878", "range of the normalising constant", status="derived"),
    space=lambda n: responses(n, strength=Ratio(xp.ratio(1, 16), 4)),
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: xp.dot(i.base, i.reward) - i.strength + 5,
        lambda i: normalising_constant(i.base, i.reward, i.strength) + 5,
        lambda i: xp.max(i.reward) - i.strength + 5,
    ),
    tight_at={"base": [1, 1], "reward": [1, 1, 1], "strength": [1, 1]},
    sharpened=lambda i: xp.max(i.reward) - i.strength + 5 - xp.ratio(1, 100) * xp.max(i.reward),
    notes="Shifted by 5, so that all sides are positive.",
)
