"""Cauchy-Schwarz at each arm, around its chance to be optimal; then for each pair, by squares."""

from proofs_check.decision_making._settings_decoupling import Decoupling
from theory_lab.proofs.sketches import ZERO, Sketch, cell, use


def sketch(s: Sketch) -> None:
    """In each case both sides are what the lemmas consist of."""
    known = Decoupling(s)
    s.step(*known.facts, proof=known.cases(lambda optimal: cell(use(*known.terms(optimal), then=ZERO))))
