"""The chance that one draw is rejected is told by the strength; then both sides are the same, outcome by outcome."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, either, equal, use


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive, S1 the chance that a draw is rejected; S2 and S3 are distances to the limit."""
    rejected = {"S1": "1", "S0": "1/room", "base": "-1"}
    exact = [s.linear({name: f"{sign}*({c})" for name, c in rejected.items()}) for sign in (1, -1)]
    one = equal("S0", "room*(1 - S1)", then=cell(ZERO))
    same = by(*exact, *s.hypotheses, then=either(either(either(one)), either(no=one)))
    both = [s.linear({"S2": str(sign), "S3": f"-({sign})*(1 - S0/room)"}, same) for sign in (1, -1)]
    s.step(*both, proof=cell(use((1, 1), then=ZERO), below=use((0, 1), then=ZERO)))
