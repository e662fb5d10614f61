"""The square of the gap less twice the offset times the information."""

from theory_lab.proofs.sketches import Sketch, ZERO, cell, use


def sketch(s: Sketch) -> None:
    """M0"""
    best = " + ".join(f"prior_{j}*M{j}" for j in range(len(s.pattern.bounds)))
    s.step(proof=cell(use((f"{best} - S1 - 2*offset*S0", 1), then=ZERO)))
