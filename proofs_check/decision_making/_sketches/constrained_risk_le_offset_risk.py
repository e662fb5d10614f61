"""The mean of gap less offset times divergence is the difference of the means; within the budget a divergence costs at most that."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, either, use


def sketch(s: Sketch) -> None:
    """Of each model: the mean divergence, the mean gap, and behind these of all models the mean of the difference."""
    models, within, cheaper = len(s.pattern.sums) // 3, [], cell(use((0, 1), (1, "offset"), then=ZERO))
    for k in range(models):
        divergence, gap, gain = f"S{2 * k}", f"S{2 * k + 1}", f"S{2 * models + k}"
        mean = s.linear({gain: 1, gap: -1, divergence: "offset"})
        cost = f"offset*(budget + part({divergence} - budget))"
        within.append(s.follows(f"{gain} - {gap} + {cost}", by(mean, then=either(None, cheaper))))
    s.step(*within)
