"""As at any level; the factor falls in the level, and at the least one in gamma."""

from proofs_check.coverage_principle._settings_by_hand import offset_facts, offset_step
from theory_lab.proofs.sketches import Sketch

LEVEL = "(8*gamma**2*stretch)"


def sketch(s: Sketch) -> None:
    """S0 to S3 make scores, S4 is the coverage of the winner, S5 and S6 are the distances."""
    facts, some = offset_facts(s, LEVEL, seen=True), s.linear({"S5": 1})
    s.step(*facts, proof=offset_step(LEVEL))
    s.step(some)
