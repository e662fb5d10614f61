"""What a model loses and gains on the sample, outcome by outcome; all else are the two events."""

from theory_lab.proofs.sketches import Sketch, cell, either, logarithm, product, use
from theory_lab.proofs.sketches.moves import Tree

SEEN, GAIN, LIKELY, MORE, LARGER = range(5)  # the facts: what is lost, the events, which is likelier, and the part of the bound


def at(*told: tuple[int, str | int]) -> Tree:
    """These facts, where the logarithm is multiplied out."""
    return cell(product(("a", -1, 1), then=use(*told)), functions=[logarithm("a", "6*sixth")])


def cases(*rest: tuple[int, str | int]) -> Tree:
    """The larger part of the bound, and a probability of at most a frequency or a number."""
    often = (LIKELY, "a"), (SEEN, 2), (GAIN, 2), *rest
    first = either(at(*often), at((LIKELY, "a"), (LARGER, "a")))
    return either(first, either(at(*often, (LARGER, "a")), at((LIKELY, "a"))))


def sketch(s: Sketch) -> None:
    """The means of clipped gains, the mass on the sample, the coverage and the mean of losses; S0 may normalise the model."""
    first = 0 if s.statics["plain"] else 1
    if first:
        s.positive({"S0": 1}, "p")
    seen = s.linear({f"S{first + 3}": 1, f"S{first}": 1, f"S{first + 1}": "-log(6*sixth)"})
    s.step(seen, *s.hypotheses, proof=either(cases(), cases((MORE, 2))))
