"""Variances of a vector under two laws: what is over is a sum of squares in the roots of the laws, and of what lengths leave."""

from theory_lab.proofs.sketches import Sketch, by, cell, product, squared, use


def sketch(s: Sketch) -> None:
    """M0 is the largest squared length, S0, S1 the means under p, S3, S4 those under q, w and v roots of p and q."""
    length = s.everywhere[0]
    centred = product(("q", 1, 1), then=use(("g_c0 - S3", 1), ("g_c1 - S4", 1)))
    mean = s.linear({"S3": "-2*S3", "S4": "-2*S4", "q": "M0 + S3**2 + S4**2"}, by(length, then=cell(use((0, "q"), then=centred))))
    form = {"S5": 2, "S6": "8*M0", "S2": -1, "S0": "-2*(S0 - S3)", "S1": "-2*(S1 - S4)", "p": "S0**2 + S1**2 - S3**2 - S4**2"}
    near = [(fact, "4*(w - v)**2") for fact in (0, 1)]
    apart = [(f"(g_c{k} - S{k + 3})*(w - 2*v)", 1) for k in (0, 1)]
    together = [(f"(g_c{k} + S{k + 3})*(w - v)", 2) for k in (0, 1)]
    sums_of_squares = cell(use(*near, then=use(*apart, *together)))
    s.step(s.linear(form, by(length, mean, then=squared("p", "w", then=squared("q", "v", then=sums_of_squares)))))
