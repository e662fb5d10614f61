"""Satisfying assignments of formulas whose satisfiability is easy and whose counting is hard.

Main definitions
----------------
``dnf``            disjunctions of conjunctions; the union bound overcounts by at most the number of clauses
``monotone_2sat``  conjunctions of ``x_i or x_j``: independent sets of false variables

Conventions
-----------
Variables decide in order, letter 1 means true, under fair bits. Literals of a DNF follow DIMACS: ``3`` is the third variable,
``-3`` its negation. Variables of a monotone formula are numbered from 0.

References
----------
R. Karp, M. Luby and N. Madras, Monte-Carlo approximation algorithms for enumeration problems, 1989; arXiv:2510.03149.

Tags
----
DNF counting, vertex covers
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache

from theory_lab.counting import forests
from theory_lab.counting.problems import Move, Problem

__all__ = ["dnf", "monotone_2sat"]

HALF = Fraction(1, 2)
Clause = tuple[int, ...]


def dnf(variables: int, clauses: Iterable[Sequence[int]]) -> Problem:
    """The satisfying assignments of a DNF; a state is what is left of the clauses that are still consistent.

    The union bound ``sum over clauses of 2^-(free literals)`` lies between the share of satisfying completions and
    ``m`` times it, ``m`` the number of consistent clauses; the largest summand is a lower bound. Raises
    ``ValueError`` for a contradictory clause and without a variable.
    """
    if variables < 1:
        raise ValueError(f"a DNF has at least 1 variable, not {variables}")
    rows = tuple(tuple(sorted(set(clause), key=abs)) for clause in clauses)
    for row in rows:
        if any(-literal in row or not 1 <= abs(literal) <= variables for literal in row):
            raise ValueError(f"the clause {row} needs literals of distinct variables from 1 to {variables}")

    def moves(state: tuple[int, tuple[Clause, ...]]) -> list[Move]:
        h, clauses = state
        if h == variables:
            return []
        following = ((letter, _restricted(clauses, h + 1 if letter else -h - 1)) for letter in (0, 1))
        return [Move(letter, HALF, Fraction(1), (h + 1, rest)) for letter, rest in following if rest]

    @cache
    def bounds(state: tuple[int, tuple[Clause, ...]]) -> tuple[Fraction, Fraction]:
        shares = [Fraction(1, 2 ** len(clause)) for clause in state[1]]
        return max(shares), sum(shares, start=Fraction(0))

    return Problem(f"DNF of {len(rows)} clauses on {variables} variables", variables, (0, rows), moves, bounds)


def _restricted(clauses: tuple[Clause, ...], literal: int) -> tuple[Clause, ...]:
    """The clauses without the opposite literal, each without the literal itself; a satisfied clause is ``()``."""
    return tuple(clause[1:] if clause[:1] == (literal,) else clause for clause in clauses if -literal not in clause)


def monotone_2sat(variables: int, pairs: Iterable[tuple[int, int]]) -> Problem:
    """The assignments in which every pair has a true variable; a state is a position and the later variables forced to be true.

    The false variables form an independent set of the graph of pairs, so the bounds are those of ``independent_sets``: a spanning
    forest of the free variables, and a factor 3/4 for every other pair.
    """
    if variables < 0:
        raise ValueError(f"a formula has at least 0 variables, not {variables}")
    clauses = [tuple(pair) for pair in pairs]
    edges = sorted({(min(pair), max(pair)) for pair in clauses})
    if not all(len(pair) == 2 and 0 <= min(pair) < max(pair) < variables for pair in clauses):
        raise ValueError(f"pairs need two variables from 0 to {variables - 1}, got {clauses}")
    later = [sum(1 << j for i, j in edges if i == variable) for variable in range(variables)]

    def moves(state: tuple[int, int]) -> list[Move]:
        variable, forced = state
        if variable == variables:
            return []
        rest, one = forced & ~(1 << variable), Fraction(1)
        false = [Move(0, HALF, one, (variable + 1, rest | later[variable]))]
        return [*([] if forced >> variable & 1 else false), Move(1, HALF, one, (variable + 1, rest))]

    @cache
    def bounds(state: tuple[int, int]) -> tuple[Fraction, Fraction]:
        first, forced = state
        free = [v for v in range(first, variables) if not forced >> v & 1]
        kept, left_out = forests.split(free, [(i, j) for i, j in edges if i in free and j in free])
        tables = {v: {0: Fraction(1), 1: Fraction(1)} for v in free}
        upper = forests.labellings(tables, kept, lambda a, b: bool(a or b)) / 2 ** (variables - first)
        return upper * Fraction(3, 4) ** len(left_out), upper

    return Problem(f"monotone 2-SAT of {len(edges)} clauses on {variables} variables", variables, (0, 0), moves, bounds)
