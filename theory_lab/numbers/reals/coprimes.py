"""Whole numbers over a coprime base.

Numbers are split against each other by greatest common divisors, never factored: enough to see which logarithms and which
square roots depend on each other.

Main definitions: ``coprime_base``, ``exponents``, ``square_part``, ``without_square``.

References: D. J. Bernstein, "Factoring into coprimes in essentially linear time" (2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterable


def coprime_base(numbers: Iterable[int]) -> list[int]:
    """Pairwise coprime whole numbers above 1, no perfect squares, whose products give all inputs (each at least 1)."""
    base: list[int] = []
    pending = [n for n in numbers if n > 1]
    while pending:
        number = pending.pop()
        for index, other in enumerate(base):
            shared = math.gcd(number, other)
            if shared > 1:
                del base[index]
                pending += [part for part in (shared, number // shared, other // shared) if part > 1]
                break
        else:
            root, radicand = without_square(number)
            if radicand == 1:
                pending.append(root)
            else:
                base.append(number)
    return base


def exponents(number: int, base: list[int]) -> list[tuple[int, int]]:
    """The elements of the base that divide the number, each with its exponent."""
    found = []
    for element in base:
        exponent = 0
        while number % element == 0:
            number //= element
            exponent += 1
        if exponent:
            found.append((element, exponent))
    return found


def square_part(number: int, base: list[int]) -> tuple[int, int]:
    """``(root, radicand)`` with ``number = root**2 * radicand``, the radicand a product of distinct base elements."""
    root, radicand = 1, 1
    for element, exponent in exponents(number, base):
        root *= element ** (exponent // 2)
        radicand *= element ** (exponent % 2)
    return root, radicand


def without_square(number: int) -> tuple[int, int]:
    """``(root, 1)`` of a perfect square, else ``(1, number)``."""
    root = math.isqrt(number)
    return (root, 1) if root * root == number else (1, number)
