"""Inequalities found by search: candidates from exact values, attacked, and proved where they can be.

Nothing here decides: what is found becomes a claim like any other.

Main definitions: ``Conjecture``.
"""

from theory_lab.conjectures.conjecture import Conjecture

__all__ = ["Conjecture"]
