"""The trapezoid rule for u times the density N u^(N-1) of Best-of-N on a tie class, from B0 to B0 + T0."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the win rate; (u^N - v^N)(u + v)/2 lies between u^(N+1) - v^(N+1) times 1/2 and times N/(N+1)."""
    n = s.statics["draws"]
    s.step(s.linear({"S0": 1}, ranks=[(0, n + 1, "-1/2")]))
    s.step(s.linear({"S0": -1}, ranks=[(0, n + 1, f"{n}/{n + 1}")]))
