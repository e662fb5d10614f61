"""Cauchy-Schwarz at each arm, around its chance to be optimal; then for each pair, by squares."""

from itertools import combinations

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, compare, either, equal, use


def sketch(s: Sketch) -> None:
    """Of each arm there is the chance to be optimal, its mean, and the mean deviation where it is optimal; last are the spreads."""
    arms = len(s.pattern.tables)
    chances, means, gains = ([f"S{3 * a + k}" for a in range(arms)] for k in range(3))
    spreads = [f"S{3 * arms + a}" for a in range(arms)]
    own, some, most, parts = [], [], [], []
    for chance, mean, gain, spread in zip(chances, means, gains, spreads, strict=True):
        around = {chance: f"1 - 2*{chance}", "prior": f"{chance}**2"}
        own.append(s.square(around, {spread: 1}, {gain: 1, mean: f"-{chance}", "prior": f"{chance}*{mean}"}))
        some.append(s.linear({chance: 1}))
        most.append(s.linear({chance: -1, "prior": 1}))
        variance = s.linear({spread: 1})
        parts.append(s.follows(f"{chance}*{spread}", by(some[-1], variance)))
    every = s.linear({**dict.fromkeys(chances, 1), "prior": -1})

    def left(a, b):
        """``(1 - L_a) W_b``, for chances ``L`` and ``W = L V``."""
        return f"(1 - {chances[a]})*{chances[b]}*{spreads[b]}"

    pairs = {}
    for a, b in combinations(range(arms), 2):
        known = own[a], own[b], most[a], most[b], parts[a], parts[b]
        positive = use((5, f"1 - {chances[a]}"), (4, f"1 - {chances[b]}"), then=ZERO)
        factor = f"4*{left(b, b)}", use((5, f"4*(1 - {chances[b]})"), then=ZERO)
        squares = use((0, *factor), (1, f"4*{gains[a]}**2"), (f"{left(a, b)} - {left(b, a)}", 1), then=ZERO)
        sides = f"{left(a, b)} + {left(b, a)}", f"2*{gains[a]}*{gains[b]}"
        proof = cell(compare(*sides, positive=positive, then=squares))
        pairs[a, b] = s.follows(f"{sides[0]} - {sides[1]}", by(*known, then=proof))
    count = len(pairs)

    def cases(arm, optimal):
        if arm < arms:
            never = equal(chances[arm], 0, (count + 2 * arms + arm, count + 3 * arms + 1 + arm), cases(arm + 1, optimal))
            return either(cases(arm + 1, [*optimal, arm]), never)
        both = [(k, 1) for k, (a, b) in enumerate(pairs) if a in optimal and b in optimal]
        one = [(count + a, 1) for a in optimal]
        rest = [(count + arms + a, arms - len(optimal)) for a in optimal] if len(optimal) < arms else []
        inside = " + ".join(f"{chances[a]}*{spreads[a]}" for a in optimal)
        nonnegative = use(*((count + arms + a, 1) for a in optimal), then=ZERO)
        sure = [(count + 3 * arms, inside, nonnegative)] if optimal else []
        return cell(use(*both, *one, *rest, *sure, then=ZERO))

    s.step(*pairs.values(), *own, *parts, *some, every, proof=cases(0, []))
