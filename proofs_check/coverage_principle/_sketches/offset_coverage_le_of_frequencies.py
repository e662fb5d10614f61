"""Outcome by outcome, twice; all else are the two events and the scores, of which the winner's is in what it loses again."""

from collections.abc import Sequence

from theory_lab.proofs.sketches import Sketch, cell, either, use
from theory_lab.proofs.sketches.moves import Tree

# The facts: hypotheses, lemmas, and which distance and which part of the bound is larger.
SCORED, SEEN, LIKELY, RIVAL, WINNER, COVERED, LOST, ONE, OTHER, FARTHER, LARGER = range(11)
Told = Sequence[tuple[int, str | int]]
LEVEL = "8*gamma**2*stretch"


def sketch(s: Sketch) -> None:
    """S0 to S3 are scores on the sample, S4 and S5 what the rival gains and the winner loses, S7 and S8 the distances."""
    rival = s.linear({"S4": -1, "S7": 1, "S1": "gamma"})
    winner = s.linear({"S3": f"-{LEVEL}", "S5": "gamma", "S8": 1})
    covered = s.linear({"S6": -1, "S5": 1, "S7": 2})
    some = [s.linear({name: 1}) for name in ("S5", "S7", "S8")]
    share = "1/(gamma*stretch)"
    rare = (COVERED, 1), (LIKELY, 1)
    often = (COVERED, 1), (LIKELY, 2), (SCORED, 4), (SEEN, 4), (RIVAL, 8), (WINNER, share), (LOST, "1 - 1/stretch")

    def at(largest: int, often_too: Told, rare_too: Told) -> Tree:
        """The cases of the larger part of the bound, and of a frequency or a number that a probability is at most."""
        often_here = (*often, *often_too, (largest, f"1 - {share}"))
        first = cell(use(*often_here)), cell(use(*rare, *rare_too, (LARGER, 1)))
        return either(either(*first), either(cell(use(*often_here, (LARGER, 1))), cell(use(*rare, *rare_too))))

    cases = at(ONE, [(FARTHER, share)], []), at(OTHER, [(FARTHER, 10)], [(FARTHER, 2)])
    s.step(*s.hypotheses, rival, winner, covered, *some, proof=either(*cases))
