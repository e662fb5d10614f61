"""Twice the derivative in the rate at each outcome, and then ``1 + y <= e^y``."""

from theory_lab.proofs.sketches import (
    ZERO,
    Sketch,
    by,
    by_zero,
    cell,
    compare,
    exponential,
    logarithm,
    product,
    rises,
    tangent,
    use,
)


def sketch(s: Sketch) -> None:
    """S0 is the mean, S1 the moment, S2 the variance."""
    some, above = s.linear({"S0": 1}), "(x - S0)"
    bend = product((above, 2, 1), then=compare("e", "f", by="log"))
    least = rises("rate", ZERO, rises("rate", ZERO, bend))
    functions = [exponential("e", "rate"), exponential("f", f"rate*{above}")]
    inside = by_zero("p", cell(product(("p", 1, 1), then=least), functions=functions), cell(ZERO))
    moment = s.linear({"S1": -1, "p": "1 - rate*S0", "S0": "rate", "S2": "exp(rate) - 1 - rate"}, by(some, then=inside))
    grown = "1 + (e - 1 - rate)*S2"
    rest = compare("h", grown, by="log", then=tangent(grown))
    functions = [exponential("e", "rate"), exponential("h", "(e - 1 - rate)*S2"), logarithm("l", grown)]
    s.step(moment, s.linear({"S2": 1}), proof=cell(use((0, 1), then=rest), functions=functions))
