"""Below the best outcomes all masses are at most 1 - S1, and at these they begin there: so the density is at most theirs."""

from theory_lab.proofs.sketches import SIGNS, Sketch, cell, either, equal, tangent


def sketch(s: Sketch) -> None:
    """S0 is the divergence, M0 the largest density, S1 the mass of the best outcomes, whose reward is M1."""
    n, value = s.statics["draws"], s.sum("base*M1")
    some, most = s.linear({"S1": 1}), s.linear({"S1": -1, "base": 1})
    best = s.linear({value: 1, "base": "-M1"}), s.linear({value: -1, "base": "M1"})
    s.each({"S1": 1})
    sure = s.attained("M1", f"{value} - M1 + S1", strict=True)  # it is a best outcome, or of a smaller reward
    if n == 1:
        one = s.attained("M0", "M0 - 1"), s.attained("M0", "1 - M0")
        s.step(*one, s.linear({"S0": -1}), proof=equal("M0", 1))
        s.step(*one, *best, sure, proof=equal("M0", 1))
    else:
        dense = s.attained("M0", "M0", strict=True)
        s.level({"S1": 1}, "M1")
        s.level({"S1": 1}, "M1", high=True)
        top = s.attained("M0", f"1 - (1 - S1)**{n} - S1*M0")
        divergence = s.linear({"S0": -1, "base": 1}, ranks=[(0, n, "log(M0) - 1")])
        s.step(dense, divergence)
        s.step(*best, sure, dense, top, some, most)
    tangents = [cell(tangent(f"(1 - (1 - S1)**{n}){by}", then=SIGNS)) for by in ("", f"/({n}*S1)")]  # at 1, where log is 0
    s.step(*best, sure, some, most, proof=either(*(equal(value, "M1", then=one) for one in tangents)))
