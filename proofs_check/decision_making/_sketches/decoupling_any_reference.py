"""Cauchy-Schwarz, each optimal arm weighed by one over its chance."""

from theory_lab.proofs.sketches import Sketch, by, cell, look


def sketch(s: Sketch) -> None:
    """S0 is the mean deviation of optimal arms; then follow the spread of each arm and its chance to be optimal."""
    arms = (len(s.pattern.sums) - 1) // 2
    spreads, chances = ([f"S{2 * a + k}" for a in range(arms)] for k in (1, 2))
    own = [s.each({chance: 1}) for chance in chances]
    some = [s.linear({chance: 1}) for chance in chances]
    u = {chance: f"1/kept({chance})" for chance in chances}
    v = dict(zip(spreads, chances, strict=True))
    cauchy = s.square(u, v, {"S0": 1})
    spread = [s.linear({spread: 1}) for spread in spreads]
    s.step(cauchy, *some, *spread)
