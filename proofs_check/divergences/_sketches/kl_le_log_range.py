"""Hoeffding's lemma: t log t lies below its chord on the range, and for two outcomes the derivative is a square."""

from proofs_check.divergences._settings_by_hand import by_hoeffding
from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the divergence; M0 and M1 are the largest and the smallest ratio, S1 their gap, S2 where 1 lies in it."""
    by_hoeffding(s, "p", "q")
