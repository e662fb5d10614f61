"""The part of the density N u^(N-1) above its value at a rank: what it collects from there on, less the level."""

from theory_lab.proofs.sketches import Sketch, by_zero, cell, either, power, rises


def sketch(s: Sketch) -> None:
    """S0 is the excess mass; u^N less the level times u, at the rank and above it, rises by more on each tie class."""
    n = s.statics["draws"]
    u, level = "(rank + part(F - rank))", f"{n}*{power('rank', n - 1)}"
    below = cell(rises("rank"), ["base", "B0", "T0", "rank"], [(0, "T0", "low", "base"), (4, "rank", "low", "B0 + T0")])
    above = cell(rises("B0"), ["base", "rank", "T0", "B0"], [(0, "T0", "low", "base"), (5, "B0", "low", "rank")])
    excess = by_zero("T0", either(either(), either(no=below)))  # where the rank is below B0, below B0 + T0, above both
    none = by_zero("T0", either(either(yes=above)))
    s.step(s.linear({"S0": -1}, either(excess, none), ranks=[(0, f"{u}**{n} - {level}*{u}", 1)]))
