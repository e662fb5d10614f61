"""What is accepted on a level set is at most its draft mass times 2 - S0; on the second draft, times 1 - S0."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, cut, use


def sketch(s: Sketch) -> None:
    """S0 is the chance that the first draft is kept, S1 that the second one is; B0 and B1 are masses off the set."""
    both = s.part({"p": "1", "S0": "-1", "S1": "-1"}, {"p": "1", "q": "S0 - 2"}, rank=0)
    second = s.part({"p": "1", "S1": "-1"}, {"p": "1", "q": "S0 - 1"}, rank=0)
    bounds = [(2, "T0", "high", 1), (3, "B0", "high", "1 - T0")]
    often = cell(use((1, 1), (4, "B0"), then=ZERO), ["T0", "B0"], bounds)
    rarely = cell(use((0, 1), (4, "1 - B0"), then=ZERO), ["T0", "B0"], bounds)
    least = by(both, second, *s.everywhere[1:3], then=cut("1 - S0 - B0", often, rarely))
    sets = s.attained("M0", "1 - S0 - S1 - M0", least)
    none = s.linear({"p": "1", "S0": "-1", "S1": "-1"})
    s.step(sets, none)
