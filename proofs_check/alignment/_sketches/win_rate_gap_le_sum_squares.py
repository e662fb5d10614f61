"""The error of the trapezoid rule for u times the density N u^(N-1) on a tie class is at most (N - 1)/6 times T0^2."""

from theory_lab.proofs.sketches import SIGNS, Sketch, by, cell, power, use


def sketch(s: Sketch) -> None:
    """S0 is the win rate, S1 the sum of the squares; T0 is more than T0 (B0 + T0)^(N-1), power by power."""
    n, (_, _, most) = s.statics["draws"], s.everywhere
    squares = f"{n - 1}/6"
    powers = " + ".join(power("B0 + T0", k) for k in range(n - 1))
    error = by(most, then=cell(use((0, f"{squares}*base*T0*({powers})", SIGNS), then=SIGNS)))
    s.step(s.linear({"S0": 1, "S1": squares}, error, ranks=[(0, n + 1, f"-{n}/{n + 1}")]))
