"""Decoupling at the mean, and the inequality of the means."""

from proofs_check.decision_making._settings_decoupling import Decoupling
from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, product, use


def sketch(s: Sketch) -> None:
    """Both sides are multiplied by four times the offset, and squared."""
    known = Decoupling(s)
    rest = len(known.arms) - 1

    def end(optimal):
        gained = f"4*offset**2*({known.spread(optimal)})"
        paid = f"4*offset*({' + '.join(known.gains[a] for a in optimal) or '0'})"
        squares = use((f"{rest} - {gained}", 1), *known.terms(optimal, "16*offset**2"), then=ZERO)
        count = len(known.pairs) + len(known.arms)
        positive = use(*((count + a, "4*offset**2") for a in optimal))
        return cell(product(("4*offset", -1, 1), then=compare(f"{rest} + {gained}", paid, positive=positive, then=squares)))

    s.step(*known.facts, proof=known.cases(end))
