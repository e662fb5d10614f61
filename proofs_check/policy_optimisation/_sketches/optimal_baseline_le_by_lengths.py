"""A parabola in the baseline; where no length is left, the weighted reward is between multiples of the mean length."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, either, equal, use


def sketch(s: Sketch) -> None:
    """S0 is the sum of squares, S1 the weighted reward, S2 the mean squared length, S3 and S4 are the moments."""
    best = "S1/kept(S2)"
    most = s.linear({"S0": -1, "policy": 1})
    mean = [s.linear({"S2": sign, "policy": f"-{sign}*(1 + S0)", "S0": 2 * sign}) for sign in (1, -1)]
    low, high = s.linear({"S1": 1, "policy": "1 - S0"}, by(most)), s.linear({"S1": -1, "S0": -2, "policy": 2}, by(most))
    main = s.linear({"S4": 1, "S3": -1, "S1": f"2*(other - {best})", "S2": f"-(other**2 - ({best})**2)"})
    positive = cell(use((3, 1), ("other*S2 - S1", "1/S2"), then=ZERO), ["S2"], [(6, "S2", "low", 0)])
    sure = equal("S2", "1 - S0", (1, 2), equal("S0", 1, (0, 6), equal("S1", 0, (4, 5), cell(use((3, 1), then=ZERO)))))
    s.step(most, *mean, main, low, high, proof=either(positive, sure))
