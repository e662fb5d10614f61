"""All but the best responses are ranked below these, so that masses by rank, of max(F, 1 - S1)^N, are those of the best."""

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, cell, either, equal, exponential, never, product, use


def sketch(s: Sketch) -> None:
    """S0 is what Best-of-N gives the best responses, S1 their mass, M0 the largest probability."""
    n, chance = s.statics["draws"], either(cell(facts=[]))
    some, most = s.linear({"S1": 1}, chance), s.linear({"S1": -1, "base": 1}, chance)
    if n == 1:
        s.step(s.linear({"S0": 1, "S1": -1}))
    else:
        s.level({"S1": 1}, "M0")
        s.level({"S1": 1}, "M0", high=True)
        elsewhere = either(either(never(9), equal("S1", "1 - B0 - T0", (7, 10))), either(never(9)))
        power = f"(1 - S1 + part(F - 1 + S1))**{n}"
        hit = s.linear({"S0": 1}, either(None, either(elsewhere)), ranks=[(0, power, -1)])
        s.step(some, most, hit, proof=either(either(equal("S1", 1, (1, 4))), never(3, facts=[])))
    tangent = s.follows("exp(-S1) - 1 + S1")
    less = product(("h - 1 + S1", 1, 1, use((2, 1), then=ZERO)), then=SIGNS)
    s.step(some, most, tangent, proof=cell(less, functions=[exponential("h", "-S1")]))
