"""Steps of the walk on trees of two edges in proofs by hand; values are those at one end, in the middle and at the other end.

Main definitions: `DEGREE`, `drift`, `moved`.
"""

from __future__ import annotations

from collections.abc import Sequence

DEGREE = "(weights_0 + weights_1)"  # of the middle


def drift(f: Sequence[str]) -> str:
    """The mean move from the middle, times the degree there."""
    return f"(weights_0*({f[0]} - {f[1]}) + weights_1*({f[2]} - {f[1]}))"


def moved(f: Sequence[str], rate: str) -> list[str]:
    """The means after a step that moves with this probability."""
    ends = [f"({f[2 * k]} + {rate}*({f[1]} - {f[2 * k]}))" for k in range(2)]
    return [ends[0], f"({f[1]} + {rate}*{drift(f)}/{DEGREE})", ends[1]]
