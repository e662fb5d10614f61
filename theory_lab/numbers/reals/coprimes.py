"""Whole numbers over a coprime base.

Numbers are split against each other by greatest common divisors, never factored: enough to see which logarithms and which
roots depend on each other.

Main definitions: ``coprime_base``, ``exponents``, ``radical_part``, ``primitive``, ``without_square``.

Conventions: a ``Root`` ``(n, k)`` is ``n ** (1/k)``; 1 is ``(1, 1)``.

References: D. J. Bernstein, "Factoring into coprimes in essentially linear time" (2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from flint import fmpz

Root = tuple[int, int]


def coprime_base(numbers: Iterable[int]) -> list[int]:
    """Pairwise coprime whole numbers above 1, no perfect squares, whose products give all inputs (each at least 1)."""
    return list(_base(tuple(dict.fromkeys(n for n in numbers if n > 1))))


@lru_cache(maxsize=4096)  # instances that come one after another have the same few whole numbers
def _base(numbers: tuple[int, ...]) -> tuple[int, ...]:
    base: list[int] = []
    pending = list(numbers)
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
    return tuple(base)


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


def radical_part(number: int, index: int, base: list[int]) -> tuple[int, Root]:
    """``(c, (n, k))`` with ``number**(1/index) = c * n**(1/k)``, the one way over a base without perfect powers."""
    outside, inside = 1, []
    for element, exponent in exponents(number, base):
        outside *= element ** (exponent // index)
        inside.append((element, exponent % index))
    shared = math.gcd(index, *(exponent for _, exponent in inside))
    return outside, (math.prod(element ** (exponent // shared) for element, exponent in inside), index // shared)


def primitive(number: int) -> tuple[int, int]:
    """``(b, j)`` with ``number = b**j``, above 1, and the largest ``j``."""
    exponent = 1
    while fmpz(number).is_perfect_power():
        degree, number = next((d, root) for d in range(2, number.bit_length() + 1) if (root := _whole_root(number, d)))
        exponent *= degree
    return number, exponent


def _whole_root(number: int, index: int) -> int:
    root = int(fmpz(number).root(index))
    return root if root**index == number else 0


def without_square(number: int) -> tuple[int, int]:
    """``(root, 1)`` of a perfect square, else ``(1, number)``."""
    root = math.isqrt(number)
    return (root, 1) if root * root == number else (1, number)
