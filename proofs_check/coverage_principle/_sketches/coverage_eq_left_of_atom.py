"""The largest smaller ratio M0 lies below ``top``, so that no response has its ratio between the level and ``top``."""

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, by, either, never, product, use


def sketch(s: Sketch) -> None:
    """S0 and S1 are the masses at the level and at ``top``; a ratio of at least ``top`` is at least the level."""
    below = s.attained("M0", "top - M0", strict=True)
    none = never(1, use((2, 1), (0, "q*place"), then=ZERO))
    more = s.linear({"S0": 1, "S1": -1}, by(below, then=either(no=either(none))))
    room = product(("q", 1, 1), ("1 - place", 1, 1), ("top - M0", 1, 1, SIGNS))
    between = never(2, use((1, "q"), then=room), bounds=[(0, "M0", "high", "top")])
    fewer = s.linear({"S0": -1, "S1": 1}, by(below, s.everywhere[0], then=either(either(no=either(between)))))
    s.step(more, fewer)
