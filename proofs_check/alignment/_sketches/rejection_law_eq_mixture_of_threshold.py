"""The chance that an attempt fails is told by the strength; then both laws are the same, outcome by outcome."""

from proofs_check.alignment._settings_by_hand import tries
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, either, equal, use
from theory_lab.proofs.sketches.moves import Tree


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive, S1 the chance that an attempt fails, S2 the distance of the laws."""
    if s.statics["draws"] == 0:
        s.step()
        return
    rejected = {"S1": "1", "S0": "1/room", "base": "-1"}
    exact = [s.linear({name: f"{sign}*({c})" for name, c in rejected.items()}) for sign in (1, -1)]
    some, often = s.linear({"S1": 1}), f"base*({tries('S1', s.statics['draws'])})"

    def told(then: Tree) -> Tree:
        return equal("S0", "room*(1 - S1)", then=then)

    one = told(cell(ZERO))
    full = either(either(either(told(cell(use((5, often), then=ZERO))), told(cell(bounds=[(3, "S1", "low", 0)])))))
    above = either(full, either(either(either(one, one))))
    same = by(*exact, *s.hypotheses, some, then=either(above, either(None, either(one, one))))
    s.step(s.linear({"S2": "-1"}, same), s.linear({"S2": "1"}))
