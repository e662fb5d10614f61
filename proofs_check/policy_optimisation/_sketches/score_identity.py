"""The raised weights add up to 1 + t pi(B), and gain the rewards of these actions."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, equal


def sketch(s: Sketch) -> None:
    """S0 is the raised value times its normaliser S1, S2 the value, S3 the chance of the actions, S4 the mean by scores."""
    some = s.linear({"S3": 1})
    whole = [s.linear({"S1": sign, "S3": f"{-sign}*step", "policy": -sign}) for sign in (1, -1)]
    gained = [s.linear({"S0": sign, "S2": f"{-sign}*(1 + step*S3)", "S4": f"{-sign}*step"}) for sign in (1, -1)]
    both = equal("S0", "S2*(1 + step*S3) + S4*step", (3, 4), cell(ZERO, below=ZERO))
    s.step(some, *whole, *gained, proof=equal("S1", "1 + step*S3", (1, 2), both))
