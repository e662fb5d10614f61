"""The tail from below, as `tail` outlines it."""

from proofs_check.decision_making._settings_tails import tail
from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    tail(s, -1)
