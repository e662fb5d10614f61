"""The mean squared distance from the reference is that from the mean, and the square of the distance of these two."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, use


def sketch(s: Sketch) -> None:
    """M2 and M3, or the last two, are the smallest risks at the reference and at the mean, over decisions."""
    at_reference, at_mean = (name for name, _, _ in s.pattern.bounds[-2:])
    models = range(len(s.pattern.bounds) - 2)
    mean = "(" + " + ".join(f"prior_{j}*means_c{j}" for j in models) + ")"
    least, most, risk = s.everywhere[0], s.everywhere[1], s.everywhere[-2]
    terms = ((0, "offset*reference**2"), (1, f"offset*{mean}**2"), (2, 1), (f"reference - {mean}", "offset"))
    s.step(s.attained(at_mean, f"{at_mean} - {at_reference}", by(least, most, risk, then=cell(use(*terms, then=ZERO)))))
