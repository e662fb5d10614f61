"""No outcome differs by more than the total variation, for the others make up for it: |p - q| <= S2/2."""

from theory_lab.proofs.sketches import Sketch, cell, either, use


def sketch(s: Sketch) -> None:
    """S0 is the divergence, S1 the chi-square divergence, S2 twice the total variation, M0 the smallest mass of q."""
    some = s.linear({"S1": 1})
    kl = s.jensen("p", f={"S1": 1, "q": -1, "p": 2}, low={"S0": 1, "p": 1, "q": -1}, gives="log")
    s.each({"S2": 1, "p": 1, "q": -1})
    s.each({"S2": 1, "p": -1, "q": 1})
    least = s.attained("M0", "M0", strict=True)
    chi2 = s.linear({"S1": -1, "S2": "S2/M0/2"}, either(cell(use((1, "(p - q)/(2*q)"))), cell(use((2, "(q - p)/(2*q)")))))
    s.step(some, kl)
    s.step(some, least, chi2)
