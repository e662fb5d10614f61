"""One comparison at each outcome, and the score of the other model, which is at most its distance."""

from proofs_check.coverage_principle._settings_by_hand import offset_facts, offset_step
from theory_lab.proofs.sketches import Sketch

LEVEL = "(2*gamma**2*(21 + stretch))"


def sketch(s: Sketch) -> None:
    """S0 to S3 make scores, S4 is the coverage of the winner, S5 and S6 are the distances."""
    s.step(*offset_facts(s, LEVEL, seen=False), proof=offset_step(LEVEL))
