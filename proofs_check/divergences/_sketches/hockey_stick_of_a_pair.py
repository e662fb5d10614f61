"""What of each second output is lost lies outside ``min(p, s q) min(a, t b)``, which is affine in what the first law loses."""

from theory_lab.proofs.sketches import Sketch, cell, either, use


def sketch(s: Sketch) -> None:
    """S0 and S1 are what is lost with each second output, S2 is the divergence of the first; a_0 + a_1 is 1."""
    lost = []
    for y in range(2):
        own = f"part(a_{y} - t*b_{y})"
        lost.append(s.linear({f"S{y}": -1, "p": own, "S2": f"a_{y} - {own}"}))
    sums = cell(then=use((0, "1"), (1, "1"), (2, "S2")))
    more = either(sums, sums)
    s.step(*lost, s.hypotheses[1], s.linear({"S2": 1}), proof=either(more, more))
