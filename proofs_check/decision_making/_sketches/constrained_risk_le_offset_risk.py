"""The divergence of a model that is within the budget costs at most the offset times the budget."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """The mean divergence and the mean gap of each model, in turn; then its gap less the offset times its divergence."""
    models = len(s.pattern.sums) // 3
    s.step(*(s.linear({f"S{2 * models + k}": 1, f"S{2 * k + 1}": -1, f"S{2 * k}": "offset"}) for k in range(models)))
