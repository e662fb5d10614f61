"""What the lifted leverage has more is a square, by the formula of Sherman and Morrison: that of the mean and the centred feature."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, equal, use


def sketch(s: Sketch) -> None:
    """M0 and M1 are the largest risks, S0 is 1; in dimension 1 S2 is the mean, in dimension 2 S5 and S8 are, S1 to S4 the matrix."""
    one = [s.linear({"S0": c, "decisions": f"-{c}"}) for c in ("1", "-1")]
    if s.number == 0:
        alike, volume, square = {"S3": "S2"}, "S1", "S2*(features - S2)"
        positive, lifted = s.linear({"S1": 1}), "(S0*S1 - S2*S3)"
    else:
        alike, volume, lifted = {"S4": "S3", "S6": "S5", "S7": "S8"}, "(S1*S2 - S3*S4)", "(S0*(S1*S2 - S3*S4) - S5*(S6*S2 - S3*S7) + S8*(S6*S4 - S1*S7))"
        square = "(S5*S2 - S8*S3)*(features_c0 - S5) + (S8*S1 - S5*S3)*(features_c1 - S8)"
        positive = s.square({"S1": 1}, {"S2": 1}, {"S3": 1})
    pairs = [s.linear({name: c, other: f"-{c}"}) for name, other in alike.items() for c in ("1", "-1")]
    bare = volume.replace("S4", "S3")
    proof = cell(use((0, bare), (square, 1), then=ZERO))
    for k, name in reversed(list(enumerate({"S0": "1"} | alike))):
        proof = equal(name, ({"S0": "1"} | alike)[name], (2 + 2 * k, 3 + 2 * k), proof)
    largest = s.attained("M0", f"M1*{volume} - M0*{lifted}", by(s.everywhere[-1], positive, *one, *pairs, then=proof))
    s.step(largest)
