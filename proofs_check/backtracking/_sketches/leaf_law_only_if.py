"""Both sides are of the same sum, leaf by leaf, for the mean error under the target is the ratio of both normalisers."""

from theory_lab.proofs.sketches import Sketch, by, equal


def sketch(s: Sketch) -> None:
    """S0 and S1 are the normalisers of the walk and of the target, S3 is the mean error, S4 the mean deviation from it."""
    scores, rewards, mean = (s.positive({name: 1}, "leaf") for name in ("S0", "S1", "S3"))
    ratio = [s.linear({"S3": f"{c}*S1", "S0": f"-{c}"}) for c in ("1", "-1")]
    known = by(scores, rewards, mean, *ratio, then=equal("S0", "S3*S1", (3, 4)))
    s.step(*(s.linear({"S2": f"{c}*S3", "S4": f"-{c}"}, known) for c in ("1", "-1")), mean)
