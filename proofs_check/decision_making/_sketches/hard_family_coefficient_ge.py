"""The mean over the models of what the maximum is of: laws of the models sum to 1."""

from theory_lab.proofs.sketches import Sketch, by, cell, equal, product, use


def sketch(s: Sketch) -> None:
    """S0 is the number of models, M0 the largest risk; what is to spare only adds to the risks."""
    whole = "(decisions_0 + decisions_1)"
    average = {"S0": f"M0 - alpha*{whole} + offset*delta*{whole}"}
    for k in range(2):
        average |= {f"u{k}": f"alpha*shares_0_{k}*decisions_{k}", f"v{k}": f"offset*beta*shares_1_{k}*decisions_{k}"}
    mean = s.linear(average, by(s.everywhere[2], then=cell(use((0, 1)))))
    some = s.linear({"S0": 1, "u0": -1})
    last = cell(product(("S0", -1, 1), then=use((2, 1))))
    s.step(*s.hypotheses, mean, some, proof=equal("decisions_0", "1 - decisions_1", then=last))
