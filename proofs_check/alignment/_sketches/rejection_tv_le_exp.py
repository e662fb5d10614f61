"""What the target and the output have in common is at least the part of the base that is accepted, for at most level attempts."""

from proofs_check.alignment._settings_by_hand import tries
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, power, use


def sketch(s: Sketch) -> None:
    """S0 is the chance that an attempt fails, S1 twice the total variation, S2 the excess mass."""
    n, miss = s.statics["draws"], "(1 - 1/level)"
    if n == 0:
        s.step(s.linear({"S0": "-1/2", "S1": 1, "target": "1/2 - 1/level", "base": "1/2"}))
        s.step()
        return
    s.linear({"S0": 1, "base": -1, "target": "1/level"})
    accepted = s.linear({"S0": "-level", "base": "level", "target": -1, "S2": 1})
    some = s.linear({"S2": 1})
    few, all_ = tries(miss, n + 1), tries("S0", n)
    common = s.linear(
        {"S1": "-1/2", "target": "1/2", "base": f"({all_})/2 - ({few}) + {power('S0', n)}/2", "S0": f"{few} - ({all_})/2"}
    )
    missed = power(miss, n + 1)
    exact = by(common, accepted, some, then=cell(use((0, 1), (1, f"({few})/level"), (2, missed), then=ZERO)))
    s.step(s.follows(f"S2 + {missed} - S1/2", exact))
    s.step()
