"""The largest regret is at least the mean over worlds, which is the root."""

from theory_lab.proofs.sketches import Sketch, cell, compare, root, use


def sketch(s: Sketch) -> None:
    """M0 is the largest regret and S0 the number of outcomes."""
    some = s.linear({"S0": 1, "law": -1})
    s.linear({"S0": "M0 - (S0 - 1)*drop*spread - drop", "law": "drop*S0"})
    more = s.follows("M0 - (S0 - 1)*drop*spread")
    s.step(some, more, proof=cell(compare("M0", "r", use((1, 1))), functions=[root("r", "(S0 - 1)**2*drop**2*spread**2")]))
