"""x"""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """M0"""
    s.step(s.linear({"other": "M0 - S0", "S1": -1}), s.hypotheses[0])
