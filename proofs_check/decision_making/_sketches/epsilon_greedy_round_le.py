"""The best arm is estimated at least its mean M1 less the error M2, a greedy arm at M0, which is at least that."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, cut, either, product, use


def sketch(s: Sketch) -> None:
    """S0 is the gap of the greedy arms, of weight S1, and S2 the sum of all gaps."""
    near = either(cell(use((0, 1), (1, 1))), cell(use((0, 1), (1, 1))))
    largest = s.attained("M1", "M0 + M2 - M1", by(s.everywhere[0], s.everywhere[2], then=cut("means - estimate", near, near)))
    above = cell(product(("ties", 1, 1), then=use((0, 1), (1, 1), (2, 1), then=ZERO)))
    below = cell(product(("ties", 1, 1), then=use((0, 1), (1, 1), (2, 1), (3, 2), then=ZERO)))
    greedy = s.linear({"S0": -1, "S1": "2*M2"}, by(largest, s.everywhere[2], then=either(either(above, below))))
    most = s.attained("M1", "1 - M1")
    gaps, some = s.linear({"S2": -1, "S3": 1}, by(most)), s.attained("M2", "M2")
    paid = use((0, "(1 - epsilon)*S3"), (1, "epsilon*S1"), (2, "2*epsilon*S1*S3"), then=ZERO)
    s.step(
        greedy, gaps, some, s.linear({"S1": 1}), s.linear({"S3": 1}), proof=cell(product(("S1", -1, 1), ("S3", -1, 1), then=paid))
    )
