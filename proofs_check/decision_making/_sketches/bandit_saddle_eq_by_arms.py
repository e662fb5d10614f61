"""A model is largest at its own arm, so that its risk, and what a decision gains, are the same at all arms."""

from theory_lab.proofs.sketches import Sketch, by


def sketch(s: Sketch) -> None:
    """M0 is the largest chance, M1 the largest estimate, M2 and M3 are the sides, S0 and S1 mean estimates, S2 counts arms."""
    largest = s.everywhere[0]
    some, most = s.attained("M0", "M0", strict=True), s.attained("M0", "1 - M0")
    zero = s.attained("M1", "-M1", by(largest, some))
    known = (largest, some, most, zero)
    estimate = [
        s.linear({"S0": sign, "S2": f"{sign}/(4*offset)", "decisions": f"{-sign}/(4*offset)/M0"}, by(some)) for sign in (1, -1)
    ]
    best = [
        s.linear({"S1": sign, "S2": f"{-sign}/(4*offset)", "decisions": f"{sign}*(2 - 1/M0)/(4*offset)"}, by(*known))
        for sign in (1, -1)
    ]
    value = "(S2 - 1)/(4*offset)"
    upper = [s.attained("M2", f"{sign}*(M2 - {value})", by(*known, *estimate)) for sign in (1, -1)]
    lower = [s.attained("M3", f"{sign}*(M3 - {value})", by(some, *best)) for sign in (1, -1)]
    s.step(*upper)
    s.step(*lower)
