"""Hoeffding's lemma for the next letter at every prefix, where the divergence of the words so far is added to both sides."""

from proofs_check.divergences._settings_by_hand import by_hoeffding
from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the sum over the children, M0 and M1 are the largest and the smallest ratio of the two laws of the next letter."""
    by_hoeffding(s, "target", "sampled", ("target_path", "sampled_path") if s.pattern.parameters else ())
