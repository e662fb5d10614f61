"""All but the best responses are ranked below these, so that masses by rank, of max(F, 1 - S1)^N, are those of the best."""

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, cell, exponential, product, use


def sketch(s: Sketch) -> None:
    """S0 is what Best-of-N gives the best responses, S1 their mass, M0 the largest probability."""
    n, some, most = s.statics["draws"], s.linear({"S1": 1}), s.linear({"S1": -1, "base": 1})
    if n == 1:
        s.step(s.linear({"S0": 1, "S1": -1}))
    else:
        s.level({"S1": 1}, "M0")
        s.level({"S1": 1}, "M0", high=True)
        s.step(some, most, s.linear({"S0": 1}, ranks=[(0, f"(1 - S1 + part(F - 1 + S1))**{n}", -1)]))
    tangent = s.follows("exp(-S1) - 1 + S1")
    less = product(("h - 1 + S1", 1, 1, use((2, 1), then=ZERO)), then=SIGNS)
    s.step(some, most, tangent, proof=cell(less, functions=[exponential("h", "-S1")]))
