"""What the lifted leverage has more is a square, by the formula of Sherman and Morrison."""

from proofs_check.decision_making._settings_by_hand import both_ways, put_in
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """M0 and M1 are the largest risks, S0 is 1; S2 is the mean in dimension 1, S5 and S8 are in dimension 2."""
    if s.number == 0:
        alike, volume, bare, lifted = {"S3": "S2"}, "S1", "S1", "S0*S1 - S2*S3"
        positive, square = s.linear({"S1": 1}), "S2*(features - S2)"
    else:
        alike, volume, bare = {"S4": "S3", "S6": "S5", "S7": "S8"}, "S1*S2 - S3*S4", "S1*S2 - S3**2"
        lifted = f"S0*({volume}) - S5*(S6*S2 - S3*S7) + S8*(S6*S4 - S1*S7)"
        positive = s.square({"S1": 1}, {"S2": 1}, {"S3": 1})
        square = "(S5*S2 - S8*S3)*(features_c0 - S5) + (S8*S1 - S5*S3)*(features_c1 - S8)"
    alike = {"S0": "1"} | alike
    known, more = both_ways(s, alike), cell(use((0, bare), (square, 1), then=ZERO))
    known = by(s.everywhere[-1], positive, *known, then=put_in(alike, 2, more))
    s.step(s.attained("M0", f"M1*({volume}) - M0*({lifted})", known))
