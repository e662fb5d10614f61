"""The density N u^(N-1) is above 1 from the rank S1 = N^(-1/(N-1)) on: what it collects from there on, less the mass there."""

from theory_lab.proofs.sketches import (
    ZERO,
    Sketch,
    by,
    by_zero,
    cell,
    compare,
    either,
    exponential,
    logarithm,
    power,
    rises,
    tangent,
    use,
)


def sketch(s: Sketch) -> None:
    """S0 is twice the total variation; u^N less N S1^(N-1) u, at the rank S1 and above it, rises by more on each tie class."""
    n = s.statics["draws"]
    rank = s.sum(f"base*exp(-log({n})/{n - 1})")
    level = f"{n}*{power(rank, n - 1)}"
    some = s.positive({rank: 1}, "base")
    low = s.jensen("base", f={rank: 1}, low={"base": f"-log({n})/{n - 1}"}, gives="log")
    logs = [logarithm("a", n), logarithm("b", rank)]
    least = s.follows(f"{level} - 1", by(some, low, then=cell(compare(level, 1, by="log", then=use((1, n - 1))), functions=logs)))
    high = s.linear({rank: f"-exp(log({n})/{n - 1})", "base": 1})
    inverse, functions = ("h", [logs[0], exponential("h", f"a/{n - 1}"), logs[1]]) if n > 2 else ("2", logs)
    below = cell(tangent(f"{rank}*{inverse}", then=use((1, 1))), functions=functions)
    over = s.follows(f"-log({rank}) - log({n})/{n - 1}", by(some, high, then=below))
    most = s.follows(f"1 - {level}", by(some, over, then=cell(compare(1, level, by="log", then=use((1, n - 1))), functions=logs)))
    u = f"({rank} + part(F - {rank}))"
    twice = s.linear({"S0": 1})
    less = cell(use((3, "base")))  # where the density is above 1, and so above the level
    tied, ends = (0, "T0", "low", "base"), [(6, rank, "low", "B0 + T0")]
    under = cell(use((3, "base"), then=rises(rank)), ["base", "B0", "T0", rank], [tied, *ends])
    over = cell(rises("B0"), ["base", rank, "T0", "B0"], [(4, rank, "low", 0), tied, (7, "B0", "low", rank)])
    square = cell(order=["base", rank, "T0", "B0"], bounds=[(4, rank, "low", 0), tied])  # of B0 + T0 - S1, times what is positive
    above, below = by_zero("T0", either(either(less, less), either(no=under))), by_zero("T0", either(either(over, square)))
    known = by(*s.everywhere, most, some, then=either(above, below))
    total = s.linear({"S0": "-1/2", "base": "1/2"}, known, ranks=[(0, n, "-1/2"), (0, f"{u}**{n} - {level}*{u}", 1)])
    rest = f"{n - 1}/{n}"
    inside = cell(use((0, 1), (1, f"1 - {rest}*{rank}"), then=ZERO))
    ceiling = s.follows(f"{rest}*{rank} - S0/2", by(total, least, most, some, then=either(either(no=inside))))
    end = use((1, f"({rest})**{n - 1}/{n}"), then=rises("S0", falls=True))
    bounds = [(2, rank, "low", 0), (3, "S0", "low", 0), (0, "S0", "high", f"2*{rest}*{rank}")]
    s.step(ceiling, most, some, twice, proof=cell(end, [rank, "S0"], bounds))
