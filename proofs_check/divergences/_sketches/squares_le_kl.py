"""Each difference is at most the largest of its sign, and these the total variation; then Cauchy-Schwarz with 2p/3 + 4q/3."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the sum of squares, S1 twice the total variation, S2 the divergence; M0 and M1 are the largest differences."""
    squares = s.linear({"S0": -1, "S1": "(M0 + M1)/2", "p": "(M0 - M1)/2", "q": "(M1 - M0)/2"})
    s.step(squares)
    some = s.linear({"S1": 1})
    above = s.peak({"S1": "1/2", "p": "1/2", "q": "-1/2"}, "M0", "M0")
    below = s.peak({"S1": "1/2", "p": "-1/2", "q": "1/2"}, "M1", "M1")
    s.step(some, above, below)
    s.step(s.square(u={"S2": 1}, v={"p": "2/3", "q": "4/3"}, x={"S1": 1}))
    s.infinite("S2", steps=[([squares], None), ([some, above, below], None), ([], None)])
