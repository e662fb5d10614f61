"""Nothing of the event is ranked below the rest, so that masses by rank, of max(F, 1 - S1)^N, are those of its outcomes."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is what Best-of-N gives the event, S1 its mass; rewards are at least 2 in the event, and at most 1 elsewhere."""
    n = s.statics["draws"]
    if n == 1:
        s.step(s.linear({"S0": 1, "S1": -1}), s.linear({"S0": -1, "S1": 1}))
        return
    some, most = s.linear({"S1": 1}), s.linear({"S1": -1, "base": 1})
    s.level({"S1": 1}, "2")
    s.level({"S1": 1}, "2", high=True)
    power = f"(1 - S1 + part(F - 1 + S1))**{n}"
    below, above = s.linear({"S0": 1}, ranks=[(0, power, -1)]), s.linear({"S0": -1}, ranks=[(0, power, 1)])
    s.step(some, most, below, above)
