"""Markov's inequality twice: a word that is missed is underrated, or climbs for long."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 and S1 are the means of climbs and of errors, S2 the mass that is missed."""
    climbs, errors = (s.positive({name: 1}, "target") for name in ("S0", "S1"))
    missed = s.linear({"S2": -1, "S1": "twice/4*1/S1", "S0": "twice/4*1/S0"})
    s.step(climbs, errors, missed)
