"""Raw forms by brute force: list far too many, keep those that fit the definition."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import gcd

from theory_lab.sequences.trees import Tree


def simplex_of_weight(n: int, weight: int, positive: bool = False) -> list[list[int]]:
    """All weight vectors with this sum and no common divisor."""
    candidates = product(range(int(positive), weight + 1), repeat=n)
    return [list(raw) for raw in candidates if sum(raw) == weight and gcd(*raw) == 1]


def steps_of_weight(tree: Tree, weight: int, positive: bool = False) -> list[list[int]]:
    """All weights of nodes with this sum and, among siblings, no common divisor (so not all zero)."""
    parents = tree.parent[1:].tolist()
    found = []
    for raw in product(range(int(positive), weight + 1), repeat=len(parents)):
        if sum(raw) != weight:
            continue
        siblings: dict[int, list[int]] = {}
        for parent, entry in zip(parents, raw, strict=True):
            siblings.setdefault(parent, []).append(entry)
        if all(gcd(*group) == 1 for group in siblings.values()):
            found.append(list(raw))
    return found


def table_of_weight(entries: int, lo: Fraction, hi: Fraction, weight: int) -> list[list[int]]:
    """All tables in lowest terms whose denominator and distances from the simplest sum to the weight."""
    found = []
    for denominator in range(1, weight + 1):
        numerators = list(_numerators(denominator, lo, hi))
        if not numerators:
            continue
        simplest = min(numerators, key=abs)
        for table in product(numerators, repeat=entries):
            distance = sum(abs(numerator - simplest) for numerator in table)
            if denominator + distance == weight and gcd(denominator, *table) == 1:
                found.append([denominator, *table])
    return found


def _numerators(denominator: int, lo: Fraction, hi: Fraction) -> Iterator[int]:
    bound = 1 + denominator * max(abs(int(lo)) + 1, abs(int(hi)) + 1)
    return (n for n in range(-bound, bound + 1) if lo <= Fraction(n, denominator) <= hi)
