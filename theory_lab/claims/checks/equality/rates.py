"""The rate that a claim tells of its limit, compared with how its gaps ``1 - ratio`` fall.

A rate is read where it names an order as people write it: ``4^(-k)``, ``k 2^-k``, ``1/k``, ``k^(-3)``.  Over ``k`` to ``2 k`` the
gaps have to fall about as much as the order does.

Main definitions: ``Order``, ``order_of``, ``disagreement``.

Conventions: a power of ``k`` is judged to a quarter, far out, where what is of lower order has gone; the base of an exponential
shows early, and its factors of ``k`` are not judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

NOISE = 1e-30  # gaps below this may be what the enclosures of the sides leave open
FAR = 256  # where a power of k is judged if it seems wrong among the first instances
_POWERS, _BASES = 2**0.25, 2.5  # how much more or less the gaps may fall

_EXPONENT = r"(?:\^|\*\*)\s*\(?\s*-\s*(?P<{0}>\d*)\s*\*?\s*k\s*\)?"
_EXPONENTIAL = re.compile(r"(?:k\s*\*?\s*)?(?P<base>\d+|e)" + _EXPONENT.format("times") + r"(?!\w)")
_RECIPROCAL = re.compile(r"(?:k\s*\*?\s*|1\s*)/\s*(?P<base>\d+|e)(?:\^|\*\*)\s*\(?\s*(?P<times>\d*)\s*\*?\s*k\s*\)?(?!\w)")
_POWER = re.compile(r"k\s*(?:\^|\*\*)\s*\(?\s*-\s*(?P<power>\d+(?:/\d+)?)\s*\)?(?!\w)")
_QUOTIENT = re.compile(r"1\s*/\s*k(?:(?:\^|\*\*)\s*\(?\s*(?P<power>\d+(?:/\d+)?)\s*\)?)?(?!\w)")
_ROOT = re.compile(r"1\s*/\s*sqrt\(k\)")


@dataclass(frozen=True)
class Order:
    """``exp(-slope k)``, or ``k^(-power)`` where the slope is 0."""

    slope: float
    power: float

    def fall(self, k: int) -> float:
        """By which factor it falls from ``k`` to ``2 k``."""
        return math.exp(min(self.slope * k, 700.0)) * 2**self.power


def order_of(rate: str) -> Order | None:
    """The order that a rate begins with, after the words ``of order`` if it has them; None where it names none."""
    told = rate.rpartition("of order")[2].strip()
    if found := _EXPONENTIAL.match(told) or _RECIPROCAL.match(told):
        base = math.e if found["base"] == "e" else int(found["base"])
        return Order(math.log(base) * int(found["times"] or 1), 0.0) if base > 1 else None
    if found := _POWER.match(told) or _QUOTIENT.match(told):
        top, _, below = (found["power"] or "1").partition("/")
        return Order(0.0, int(top) / int(below or 1)) if int(below or 1) else None
    return Order(0.0, 0.5) if _ROOT.match(told) else None


def disagreement(rate: str, steps: Sequence[int], gap: Callable[[int], float | None]) -> str:
    """What is wrong with a rate, given the ``gap`` at each ``k``, first at the doublings ``steps``; '' where nothing shows.

    A power of ``k`` that seems wrong is compared again far out, where what is of lower order has gone; what cannot be compared
    there is told too.
    """
    order = order_of(rate)
    if order is None:
        return ""
    gaps = {k: found for k in steps if (found := gap(k)) is not None}
    clear = [k for k in gaps if 2 * k in gaps and min(gaps[k], gaps[2 * k]) > NOISE]
    if not clear or max(clear) < 2:
        return ""
    k, most = max(clear), _BASES if order.slope else _POWERS
    fallen, open_because = gaps[k] / gaps[2 * k], ""
    if not order.slope and not _is_near(fallen, order.fall(k), most):
        near, far = gap(FAR), gap(2 * FAR)
        if near is None or far is None:
            open_because = f"tight_at({FAR if near is None else 2 * FAR}) gives no ratio"
        elif gaps[k] * (k / (2 * FAR)) ** order.power < 10 * NOISE:
            open_because = "gaps of this order are too small there"
        elif min(near, far) > NOISE:
            k, fallen = FAR, near / far
    if _is_near(fallen, order.fall(k), most):
        return ""
    between = f"from k = {k} to {2 * k}"
    wrong = f"the rate {rate!r} says that 1 - ratio falls by a factor of {order.fall(k):.3g} {between}, not {fallen:.3g}"
    further = f"from k = {FAR} to {2 * FAR}, where it may, could not be judged: {open_because}"
    return f"{wrong}; whether it does so {further}" if open_because else wrong


def _is_near(fallen: float, told: float, most: float) -> bool:
    return told / most < fallen < told * most
