"""The product is the sum of the relative weights over that at first."""

from proofs_check.decision_making._settings_by_hand import summed
from theory_lab.proofs.sketches import Induction


def induction(s: Induction) -> None:
    """v0 is the weight of the first expert and v1 the product; the others are the roots of the relative weights."""
    count = s.size[0] - 1
    odds = [f"prior_{1 + k}/prior_0" for k in range(count)]
    squares = [f"{odd}*c{k}**2" for k, odd in enumerate(odds)]
    for k, square in enumerate(squares):
        s.equal("rows", f"c{count + 1 + k}", square)
    s.equal("rows", f"c{count}", f"1/{summed(squares)}")
    weights = summed([f"v{2 + k}**2" for k in range(count)])
    s.equal("back", "v0", f"1/{weights}")
    s.equal("back", "v1", f"{weights}/{summed(odds)}")
