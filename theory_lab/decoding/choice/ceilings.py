"""How far Best-of-N can move from its base law, whatever the base law and the reward.

Every divergence of Best-of-N is at most its value in the atomless limit, where the density at rank ``u`` is
``N u^(N-1)``: tie classes average the density, and a convex function of an average is at most the average of the
function.

Main definitions
----------------
``kl_ceiling``            ``log N - (N - 1)/N``
``l1_ceiling``            of the coverage coefficient: ``N^2/(2N - 1)``
``moment_ceiling``        of ``E_p w^a``: ``N^a/(a (N - 1) + 1)``
``linf_of_mass``          the largest density, by the mass of the best tie class
``total_variation_ceiling``, ``excess_mass_ceiling``
``win_rate_ceiling``      ``N/(N + 1)``

Conventions
-----------
The number of draws is a whole number, at least 1, else ``ValueError``; results are exact ``Fraction`` where they are rational,
otherwise floats. Ceilings are attained in the limit of many equally likely responses.

References
----------
A. Beirami et al., arXiv:2401.01879 (KL and win rate); the others are derived in the same way.

Tags
----
Best-of-N, divergences, KL, win rate
"""

from __future__ import annotations

import math
from fractions import Fraction

__all__ = [
    "excess_mass_ceiling",
    "kl_ceiling",
    "l1_ceiling",
    "linf_of_mass",
    "moment_ceiling",
    "total_variation_ceiling",
    "win_rate_ceiling",
]


def kl_ceiling(draws: int) -> float:
    """``log N - (N - 1)/N`` nats, an upper bound on ``KL(BoN_N || p)``; an equality on no finite space for ``N >= 2``."""
    draws = _draws(draws)
    return math.log(draws) - (draws - 1) / draws


def l1_ceiling(draws: int) -> Fraction:
    """``N^2/(2N - 1)``, an upper bound on ``E_p w^2 = 1 + chi2``; at most ``2N/3`` from two draws on."""
    return moment_ceiling(draws, 2)


def moment_ceiling(draws: int, order: int) -> Fraction:
    """``N^a/(a (N - 1) + 1)``, an upper bound on ``E_p w^a`` for a whole ``a >= 1``."""
    draws, order = _draws(draws), _whole(order, "the order of a moment is a whole number, at least 1, got")
    return Fraction(draws**order, order * (draws - 1) + 1)


def linf_of_mass(draws: int, mass: Fraction) -> Fraction:
    """``(1 - (1 - q)^N)/q``: the largest density of Best-of-N when its best tie class has mass ``q``; at most ``min(N, 1/q)``."""
    if not 0 < mass <= 1:
        raise ValueError(f"a mass lies between 0 (excluded) and 1, got {mass}")
    return (1 - (1 - mass) ** _draws(draws)) / mass


def total_variation_ceiling(draws: int) -> float:
    """``(1 - 1/N) N^(-1/(N-1))``, an upper bound on ``TV(BoN_N, p)``; 0 at one draw."""
    draws = _draws(draws)
    if draws == 1:
        return 0.0
    return (draws - 1) / draws * math.exp(-_quotient(math.log(draws), draws - 1))


def excess_mass_ceiling(draws: int, level: float) -> float:
    """``1 - M + M u (1 - 1/N)`` with ``M = N u^(N-1)``, an upper bound on ``E_M(BoN_N)``; 0 from ``M = N`` on."""
    if not level > 0:
        raise ValueError(f"the level is positive, got {level}")
    draws = _draws(draws)
    if draws == 1 or level >= draws:
        return max(1.0 - level, 0.0)
    rank = (level / draws) ** (1 / (draws - 1))
    return 1 - level + level * rank * (1 - 1 / draws)


def win_rate_ceiling(draws: int) -> Fraction:
    """``N/(N + 1)``, an upper bound on the probability that Best-of-N beats a draw from the base law, ties counting half."""
    draws = _draws(draws)
    return Fraction(draws, draws + 1)


def _draws(draws: int) -> int:
    return _whole(draws, "Best-of-N draws a whole number of times, at least once, got N =")


def _whole(number: int, told: str) -> int:
    """The number in Python's arithmetic: that of NumPy's whole numbers overflows."""
    if not 1 <= number < math.inf or int(number) != number:
        raise ValueError(f"{told} {number}")
    return int(number)


def _quotient(small: float, large: int) -> float:
    """A float over a whole number, 0 where no float is as large."""
    try:
        return small / large
    except OverflowError:
        return 0.0
