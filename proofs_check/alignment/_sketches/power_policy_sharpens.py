"""Elsewhere a power of the mass is at most the mass times a power of the second largest."""

from theory_lab.proofs.sketches import Sketch, by, cell, power, use


def sketch(s: Sketch) -> None:
    """S0 counts the most likely responses, S1 is the normaliser; M0 is the largest mass, M1 the second."""
    k = s.statics["order"]
    largest, second, normaliser = s.positive({"base": "M0"}, "base"), s.linear({"base": "M1"}), s.positive({"S1": 1}, "base")
    most, order = s.attained("M0", "1 - M0"), s.attained("M1", "M0 - M1")
    one = f"M0**{k + 1} - M0*{power('M1', k)}"  # what a most likely response has more than by the second largest mass
    powers = s.linear({"S1": -1, "base": power("M1", k), "S0": one})
    alone = cell(use((0, 1), (1, one)))
    unique = s.follows(f"{power('M1', k)} + {one} - S1", by(powers, s.hypotheses[0], order, largest, second, then=alone))
    s.step(unique, most, order, largest, second, normaliser)
