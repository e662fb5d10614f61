"""A letter is drawn at most M0 times as often as under the target, and M1 <= 1: its word exceeds by its share at most."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, never, ratio, use


def sketch(s: Sketch) -> None:
    """S0 is the excess of the children, M0 and M1 are the largest and the smallest ratio of the two laws of the next letter."""
    names = {name for name, *_ in s.pattern.parameters}
    drawn = "sampled_path" if "sampled_path" in names else "1"
    allowed = "*".join(["share", *sorted({"target_path", "Z0"} & names)])
    s.attained("M1", "M1", strict=True)
    s.attained("M1", "M0 - M1")
    s.linear({"sampled": 1, "target": "-M1"})
    first = len(s.hypotheses)  # then come r <= M0, r >= M1, M1 > 0, M0 >= M1, M1 <= 1
    told = (first, f"{allowed}*target/M1"), (first + 4, f"{allowed}*r*target/M1")
    more = cell(use(*told, then=ZERO))
    less = cell(use(*told, (first + 7, "r*target"), then=ZERO))
    shared = either(ratio("sampled", "target", "r", either(either(more, less))), never(-1, use((first + 3, 1), then=ZERO)))
    excess = s.linear({"S0": -1, "sampled": f"part({drawn} - {allowed})"}, shared)
    s.step(excess)
