"""Balanced words of two kinds of brackets, to the digits stated.

The generator opens at height 0, closes when it must, else either with probability 1/2; kinds .2 and .8; 10 % uniform letters. At
lengths 6 and 8 there are 137 and 809 live prefixes, 40 and 224 words, and a word is balanced with probability .741 and .687.
The other way round (.8, .2) the numbers are the same.
"""

from fractions import Fraction

from theory_lab.claims import Claim, Source
from theory_lab.counting.words import two_types

ROWS = {6: (137, 40, ".741"), 8: (809, 224, ".687")}


def numbers(size):
    """Live prefixes, words, and the probability of a word."""
    length, fifths = size
    problem = two_types(length, first=Fraction(fifths, 5))
    return sum(problem.live_prefixes), problem.solutions, problem.total


CLAIM = Claim(
    statement=r"\#\text{nodes} = 137, 809;\ \#\text{words} = 40, 224;\ Z = .741, .687 \text{ at length } 6, 8",
    source=Source("arXiv:2510.03149", "two-type Dyck words (after arXiv:2502.12123)", status="derived"),
    kind="value",
    value=numbers,
    printed={(length, fifths): row for length, row in ROWS.items() for fifths in (1, 4)},
)
