"""The error of the trapezoid rule for u times the density N u^(N-1) on a tie class is at most N (N - 1)/12 times T0^3."""

from theory_lab.proofs.sketches import SIGNS, Sketch, by, cell, power, use


def sketch(s: Sketch) -> None:
    """S0 is the win rate, S1 the sum of the cubes; T0^2 is more than T0^2 (B0 + T0)^(N-2), power by power."""
    n, (_, _, most) = s.statics["draws"], s.everywhere
    cubes = f"{n * (n - 1)}/12"
    powers = " + ".join(power("B0 + T0", k) for k in range(n - 2)) or "0"
    error = by(most, then=cell(use((0, f"{cubes}*base*T0**2*({powers})", SIGNS), then=SIGNS)))
    s.step(s.linear({"S0": 1, "S1": cubes}, error, ranks=[(0, n + 1, f"-{n}/{n + 1}")]))
