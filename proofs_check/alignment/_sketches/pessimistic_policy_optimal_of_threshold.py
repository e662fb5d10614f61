"""Outcome by outcome both sides are the same, up to multiples of the strength that sum to 0."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the strength, which is positive; S1 compares values, S2 and S3 are coverages, S4 and S5 what is lost."""

    def form(sign: int):
        told = {"S1": 1, "S2": "-S0/2", "S3": "S0/2", "S4": "-S0/2", "S5": -1, "S0": "-threshold/S0", "other": "threshold"}
        return {name: f"{sign}*({c})" for name, c in told.items()}

    known = s.hypotheses[0]
    s.step(known, s.linear(form(1)), s.linear(form(-1)))
