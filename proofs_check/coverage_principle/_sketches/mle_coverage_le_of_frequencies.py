"""What a model loses and gains on the sample, outcome by outcome; all else are the two events."""

from theory_lab.proofs.sketches import Sketch, cell, either, logarithm, product, use

SEEN, GAIN, LIKELY, MORE, LARGER = range(5)  # the facts: what is lost, the events, which is likelier, and the part of the bound


def sketch(s: Sketch) -> None:
    """S0 is the mean of clipped gains, S3 that of losses, S1 and S2 the mass on the sample and the coverage."""
    seen = s.linear({"S3": 1, "S0": 1, "S1": "-log(more)"})
    often = (LIKELY, "a"), (SEEN, 2), (GAIN, 2)

    def at(*told: tuple[int, str | int]):
        return cell(product(("a", -1, 1), then=use(*told)), functions=[logarithm("a", "more")])

    def cases(*rest: tuple[int, str | int]):
        """The larger part of the bound, and a probability of at most a frequency or a number."""
        first = either(at(*often, *rest), at((LIKELY, "a"), (LARGER, "a")))
        return either(first, either(at(*often, *rest, (LARGER, "a")), at((LIKELY, "a"))))

    s.step(seen, *s.hypotheses, proof=either(cases(), cases((MORE, 2))))
