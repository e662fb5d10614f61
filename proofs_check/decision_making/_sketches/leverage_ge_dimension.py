"""The mean of the determinants with one feature added is 1 + d times the determinant, by Laplace's expansion."""

from proofs_check.decision_making._settings_by_hand import ENTRIES, cofactor, determinant
from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """M0 is the largest determinant with one feature added."""
    entries = ENTRIES[s.number + 1]
    added = {one: f"-({cofactor(entries, i, j)})" for i, row in enumerate(entries) for j, one in enumerate(row)}
    s.step(s.linear({"design": f"M0 - ({determinant(entries)})", **added}), s.hypotheses[0])
