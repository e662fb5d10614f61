"""The chord of the power on the ranges below and beyond 1/M, for the masses of the set of some layer."""

from proofs_check.alignment._settings_by_hand import masses_of_a_set
from theory_lab.proofs.sketches import Sketch, by, cell, concave, cut, rises, use

ABOVE, SOME, MOST, ALL, OVER, EXCESS, CASE = range(7)  # the facts about a set, about the excess mass, and that of a case


def sketch(s: Sketch) -> None:
    """S0 is the gap, S1 the excess mass."""
    n, base, missed = s.statics["draws"], "A0_base", f"(1 - 1/level)**{s.statics['draws']}"
    order = ["level", "S1", base, "A0_target", "S0"]
    if n == 1:
        s.step(s.linear({"S0": -1, "S1": "1/level", "target": "1 - 1/level"}))
        s.step(s.linear({"S1": 1}))
        return
    above = s.layers(u={"S0": 1}, v={"target": 1}, ranks=[(0, n, -1)])
    over = s.part({"S1": 1}, {"target": 1, "base": "-level"})
    facts = [above, *masses_of_a_set(s), over, s.linear({"S1": 1})]
    below = cell(
        use((ABOVE, 1), (OVER, f"1 - {missed}"), (ALL, missed), then=concave(base)),
        order,
        [(SOME, base, "low", 0), (CASE, base, "high", "1/level")],
    )
    beyond = cell(
        use((ABOVE, 1), (ALL, 1), (EXCESS, f"1 - {missed}"), then=rises(base)),
        order,
        [(CASE, base, "low", "1/level"), (MOST, base, "high", 1)],
    )
    gap = s.follows(f"S1 + (1 - S1)*{missed} - S0", by(*facts, then=cut(f"1 - level*{base}", below, beyond)))
    s.step(gap)
    s.step(facts[-1])
