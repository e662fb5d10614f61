"""A chosen arm has the largest upper bound, which is at least that of the best arm."""

from theory_lab.proofs.sketches import Sketch, by, cell, either, equal, use


def sketch(s: Sketch) -> None:
    """S0 counts the chosen arms, M0 is the largest mean and M1 the largest upper bound."""
    arms, value = s.sum("1"), s.sum("M1")
    largest = s.everywhere[1]
    order = s.attained("M0", "M1 - M0", by(largest))
    one = s.each({arms: 1})
    known = s.linear({value: 1, arms: "-M1"}), s.linear({value: -1, arms: "M1"})
    each = s.each({"S0": 1})
    chosen = either(cell(use((3, arms), (4, arms))), cell(use((4, arms))))
    sure = s.attained(
        "M1",
        f"{value} - {arms}*M1 + {arms}*S0",
        by(*known, one, largest, each, then=equal(value, f"{arms}*M1", (0, 1), chosen)),
        strict=True,
    )
    positive = s.follows("S0", by(*known, one, sure), strict=True)
    bound = s.linear({"S1": 1, "S2": 1, "S0": "-M1/S0"}, by(positive))
    s.step(order, positive, bound)
