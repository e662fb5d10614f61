"""Cauchy-Schwarz at each arm, and then over the arms that are optimal at all."""

from itertools import combinations

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, equal, use


def sketch(s: Sketch) -> None:
    """Of each arm there is the chance to be optimal, then the mean deviation where it is that; last are the spreads."""
    arms = len(s.pattern.tables)
    chances, gains = ([f"S{2 * a + k}" for a in range(arms)] for k in (0, 1))
    spreads = [f"S{2 * arms + a}" for a in range(arms)]
    rows = zip(chances, gains, spreads, strict=True)
    cauchy = [s.square({chance: 1}, {spread: 1}, {gain: 1}) for chance, gain, spread in rows]
    some = [s.linear({chance: 1}) for chance in chances]

    def cases(arm, optimal):
        if arm < arms:
            never = equal(chances[arm], 0, (arms + arm, 2 * arms + arm), cases(arm + 1, optimal))
            return either(cases(arm + 1, [*optimal, arm]), never)
        pairs = [(f"{gains[a]} - {gains[b]}", 1) for a, b in combinations(optimal, 2)]
        rest = [(gains[a], arms - len(optimal)) for a in optimal] if len(optimal) < arms else []
        return cell(use(*((a, arms) for a in optimal), *pairs, *rest, then=ZERO))

    s.step(*cauchy, *some, proof=cases(0, []))
