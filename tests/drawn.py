"""What many tests draw.

Main definitions: ``fractions``.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache, partial

from hypothesis import strategies as st


def fractions(low: Fraction | int, high: Fraction | int, most: int) -> st.SearchStrategy[Fraction]:
    """Fractions between two ends, with denominators up to ``most``: those of ``hypothesis.strategies.fractions``.

    That one makes strategies anew with each draw, and each looks at itself first, which takes five times as long as to draw.
    """
    inner = [den for den in range(1, most + 1) if math.ceil(low * den) <= math.floor(high * den)]
    return st.sampled_from(inner).flatmap(partial(_over, Fraction(low), Fraction(high)))


@cache
def _over(low: Fraction, high: Fraction, den: int) -> st.SearchStrategy[Fraction]:
    return st.integers(math.ceil(low * den), math.floor(high * den)).map(lambda numerator: Fraction(numerator, den))
