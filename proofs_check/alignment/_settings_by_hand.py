"""Best-of-N in proofs by hand.

Main definitions: `density`, `masses_of_a_set`, `distance_le_coverage`, `draws_over_root`, `tries`, `added`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.sketches import BALL, Sketch, power


def density(draws: int) -> str:
    """The density of Best-of-N to its base on a tie class, where ``B0`` is the mass below it and ``T0`` its own."""
    return " + ".join(f"{power('B0 + T0', draws - 1 - j)}*{power('B0', j)}" for j in range(draws)) if draws > 1 else "1"


def tries(chance: str, most: int) -> str:
    """``1 + a + ... + a^(n-1)``, the mean number of attempts out of n where each fails with this chance."""
    return " + ".join(power(chance, k) for k in range(most)) or "0"


def added(*forms: Mapping[str, str]) -> dict[str, str]:
    """The sum of forms."""
    names = dict.fromkeys(name for form in forms for name in form)
    return {name: " + ".join(f"({form[name]})" for form in forms if name in form) for name in names}


def masses_of_a_set(s: Sketch) -> list[Fact]:
    """The base mass of any set is at least 0, and at most 1, as that of the target is."""
    return [s.part({}, {"base": -1}), *(s.part({law: 1}, {law: 1}) for law in ("base", "target"))]


def distance_le_coverage(s: Sketch, coverage: str, distance: str, draws: int) -> Fact:
    """The squared distance of the densities is at most the coverage of the target and that of Best-of-N, ``N^2/(2N - 1)``."""
    if draws == 1:
        return s.linear({coverage: 1, distance: -1, "base": 1})
    return s.linear({coverage: 1, distance: -1}, ranks=[(0, 2 * draws - 1, f"{draws * draws}/{2 * draws - 1}")])


def draws_over_root(draws: int) -> tuple[str, list[list[Any]]]:
    """``N/sqrt(2N - 1)`` as a multiple of a root ``c``, of what is free of squares in ``2N - 1``; and that root, if any."""
    odd = 2 * draws - 1
    free = next(f for f in range(1, odd + 1) if odd % f == 0 and math.isqrt(odd // f) ** 2 * f == odd)
    root = math.isqrt(odd // free)
    return (f"{draws}/{root}", []) if free == 1 else (f"{draws}/{root * free}*c", [["c", "sqrt", str(free), BALL]])
