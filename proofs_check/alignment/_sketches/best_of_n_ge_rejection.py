"""Off any set A0 of best outcomes rejection with N - 1 attempts, which has N draws, has at least the mass (1 - base(A0))^N."""

from theory_lab.proofs.sketches import Sketch, cell, cut, power, rises, use

ABOVE, REST, SOME, ALL, NONE, MOST, LEAST, CASE = range(8)
BASE, MISSED, OUTSIDE = "A0_base", "A0_S0", "1 - A0_base"


def sketch(s: Sketch) -> None:
    """S0 is the chance that an attempt fails, A0_S0 its part in the set; S1 and S2 are the values of both rules."""
    n = s.statics["draws"]
    if n == 1:
        s.step()
        return
    attempts, missed = " + ".join(power("S0", k) for k in range(n - 1)), power("S0", n - 1)
    above = s.layers(u={"S1": 1, "S2": -1}, v={"S0": f"-({attempts})", "base": f"{attempts} + {missed}"}, ranks=[(0, n, -1)])
    rest = s.part({"base": 1, "S0": -1}, {"base": 1, "S0": -1})
    some, whole, none = s.part({}, {"S0": -1}), s.part({"base": 1}, {"base": 1}), s.part({}, {"base": -1})
    most, least = s.linear({"base": 1, "S0": -1}), s.linear({"S0": 1})
    order, mass = [BASE, "S0", MISSED], [(NONE, BASE, "low", 0), (ALL, BASE, "high", 1)]
    larger = [*mass, (CASE, "S0", "low", OUTSIDE), (MOST, "S0", "high", 1), (REST, MISSED, "low", f"S0 - ({OUTSIDE})")]
    smaller = [*mass, (LEAST, "S0", "low", 0), (CASE, "S0", "high", OUTSIDE), (SOME, MISSED, "low", 0)]
    at_ends = cut(
        f"S0 - ({OUTSIDE})",
        yes=cell(use((0, 1), then=rises(MISSED, rises("S0"))), order, larger),
        no=cell(use((0, 1), then=rises(MISSED, rises("S0", falls=True))), order, smaller),
    )
    s.step(above, rest, some, whole, none, most, least, proof=at_ends)
