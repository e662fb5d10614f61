"""The exponential lies below its chord on [0, 1]; for two outcomes the logarithm has a second derivative that is at most 1/4."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, exponential, logarithm, rises, use


def sketch(s: Sketch) -> None:
    """S0 is the moment and S1 the mean."""
    chord = s.linear({"S0": -1, "p": 1, "S1": "exp(rate) - 1"})
    some, whole = s.linear({"S1": 1}), s.linear({"S1": -1, "p": 1})
    functions = [exponential("e", "rate"), exponential("h", "rate*S1 + rate**2/8"), logarithm("l", "1 + (e - 1)*S1")]
    least = rises("rate", ZERO, rises("rate", ZERO))
    rest = compare("h", "1 + (e - 1)*S1", by="log", then=least)
    s.step(chord, some, whole, proof=cell(use((0, 1), then=rest), functions=functions))
