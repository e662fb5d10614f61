"""Signs of forms in which logarithms, roots and exponentials of the parameters occur.

*One logarithm.*  ``a (n_1 log r_1 + ... )`` has the sign of ``a (r - 1)`` for ``r = r_1^n_1 ...``, which is above 0.

*Tangents.*  ``k log r = log r^k >= 1 - r^-k`` and ``k log r <= r^k - 1``: ``a log r + b`` has the sign of ``a``, or is 0, if
``k b = a (r^-k - 1)``, and that of ``-a`` if ``k b = a (1 - r^k)``.

Main definitions: ``Atom``, ``joined``, ``tangent_signs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, gcd, lcm
from typing import Any

from flint import fmpq, fmpq_mpoly

from theory_lab.claims.verdicts.covering.identities.regions import ANY, Region, Signs

# Powers of arguments that are multiplied out: logarithms are taken up to some dozen times.
MOST_POWERS = 64
# Powers of an argument at which a tangent is tried: laws of words have one for each letter.
MOST_TANGENTS = 8
# Terms of a product of arguments: to multiply more takes seconds, in which FLINT does not hear of an interruption.
MOST_PRODUCT = 2000


@dataclass(frozen=True)
class Atom:
    """A value of another function: its name and argument, a polynomial or a number, and the signs that it may have."""

    function: str
    argument: Any
    signs: Signs


@dataclass(frozen=True)
class Joined:
    """``a log(over / under) + b``; over and under are above 0."""

    a: fmpq_mpoly
    b: fmpq_mpoly
    over: fmpq_mpoly
    under: fmpq_mpoly


def joined(region: Region, form: fmpq_mpoly, atoms: Sequence[Atom]) -> Joined | None:
    """A form as one logarithm, where the coefficients of its logarithms are rational multiples of each other."""
    parts: dict[int, fmpq_mpoly] = {}
    b = region.one * 0
    for powers, value in form.to_dict().items():
        held = [k for k, atom in enumerate(atoms) if powers[region.place(k)] and atom.function == "log"]
        if not held:
            b += region.ring.from_dict({powers: value})
            continue
        place = region.place(held[0])
        if len(held) > 1 or powers[place] > 1:
            return None
        lower = tuple(0 if k == place else power for k, power in enumerate(powers))
        parts[held[0]] = parts.get(held[0], region.one * 0) + region.ring.from_dict({lower: value})
    if not parts:
        return None
    first = next(iter(parts.values()))
    ratios = {k: part.leading_coefficient() / first.leading_coefficient() for k, part in parts.items()}
    if any(part != first * ratios[k] for k, part in parts.items()):
        return None
    scale = lcm(*(int(ratio.q) for ratio in ratios.values()))
    common = gcd(*(int(ratio * scale) for ratio in ratios.values()))
    exponents = {k: int(ratio * scale) // common for k, ratio in ratios.items()}
    if sum(map(abs, exponents.values())) > MOST_POWERS:
        return None
    over, under = region.one, region.one
    for k, exponent in exponents.items():
        value = region.one * atoms[k].argument if isinstance(atoms[k].argument, fmpq) else atoms[k].argument.top
        size = len(over if exponent > 0 else under)
        if size * comb(len(value) + abs(exponent) - 1, abs(exponent)) > MOST_PRODUCT:
            return None
        over, under = (over * value**exponent, under) if exponent > 0 else (over, under * value**-exponent)
    return Joined(first * common / scale, b, over, under)


def tangent_signs(form: Joined, of_a: Signs) -> Signs:
    """What the tangents show, from the signs of ``a``."""
    if len(of_a) > 1:
        return ANY
    (sign,) = of_a
    for power in range(1, MOST_TANGENTS + 1):
        if max(comb(len(part) + power - 1, power) for part in (form.over, form.under)) > MOST_PRODUCT:
            break
        over, under = form.over**power, form.under**power
        if power * form.b * over == form.a * (under - over):
            return frozenset((0, sign))
        if power * form.b * under == form.a * (under - over):
            return frozenset((0, -sign))
    return ANY
