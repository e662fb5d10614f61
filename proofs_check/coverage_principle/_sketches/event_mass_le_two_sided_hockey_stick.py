"""On any set an excess is at most the sum of its positive parts, prompt by prompt and in both directions."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, use


def sketch(s: Sketch) -> None:
    """S0 to S3 are the masses of the set by model and by data at both prompts, S4 to S7 the sums of positive parts."""
    facts = []
    for x in range(2):
        model, data, more, less = f"S{x}", f"S{2 + x}", f"S{4 + 2 * x}", f"S{5 + 2 * x}"
        facts.append(s.linear({less: 1, model: -1, data: "gamma"}))
        facts.append(s.linear({more: 1, data: -1, model: "gamma"}))

    def larger(direction: int, first: bool, second: bool):
        """The excess in one direction, where the larger sums of positive parts are the first ones or not."""
        told = [(2 * x + direction, f"prompts_{x}") for x in range(2)]
        told += [(5 + x, f"prompts_{x}") for x, yes in enumerate((first, second)) if yes != bool(direction)]
        return cell(use(*told, then=ZERO))

    def direction(k: int):
        return either(*(either(*(larger(k, first, second) for second in (True, False))) for first in (True, False)))

    s.step(*facts, proof=either(direction(0), direction(1)))
