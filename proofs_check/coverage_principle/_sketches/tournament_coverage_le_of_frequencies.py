"""Outcome by outcome, twice; all else are the two events and the scores."""

from theory_lab.proofs.sketches import Sketch, cell, either, use

SCORED, SEEN, LIKELY, RIVAL, WINNER, LARGER = range(6)  # the facts: hypotheses, lemmas, and which part of the bound is larger


def sketch(s: Sketch) -> None:
    """S2 and S3 are what the rival certifies against the other model and that against the winner, S4 and S5 the coverages."""
    rival = s.linear({"S2": -1, "S5": 1, "rival": "2*half/(64*part)"})
    winner = s.linear({"S4": -1, "S5": 1, "S3": 1})
    rare = (WINNER, 1), (LIKELY, 1)
    often = (*rare, (SCORED, 2), (SEEN, 2), (RIVAL, 4))
    cases = either(cell(use(*often)), cell(use(*rare, (LARGER, 1)))), either(cell(use(*often, (LARGER, 1))), cell(use(*rare)))
    s.step(*s.hypotheses, rival, winner, proof=either(*cases))
