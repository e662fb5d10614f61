"""The error at a best frequent response is at least what its reward is above the largest proxy, and the error at the worst of the
chosen ones at least what its reward is below; both share the budget."""

from theory_lab.proofs.sketches import BALL, SIGNS, ZERO, Sketch, by, cell, either, never, use

LEVEL = "share*M0"


def one_if(positive: str) -> str:
    """1 where a number is positive, and 0 elsewhere."""
    return f"part({positive})/kept({positive})"


def at_best():
    """A frequent response has at most the proxy M2; facts: M2, M0 > 0, and of the cases."""
    error, square = "reward - proxy", ("reward - proxy", "base")
    sides = (0, f"{LEVEL}*(reward - M2 + {error})", use((4, LEVEL), (2, LEVEL), then=ZERO))
    frequent = either(cell(use((3, f"({error})**2", use((error, 1), then=ZERO)), sides, then=ZERO)), cell(use(square, then=ZERO)))
    rare = (0, f"{LEVEL}*(-1 - M2)", use((4, LEVEL), then=ZERO))
    other = either(cell(use(square, rare, then=ZERO)), cell(use(square, then=ZERO)))
    below = either(either(never(2, use((4, 1), (0, 1))), cell(ZERO)), either(cell(use(rare, then=ZERO)), cell(ZERO)))
    return either(either(frequent, other), below)


def at_worst():
    """A chosen response has at least the proxy M2; facts: M2 <= 1, M0 > 0, and of the cases."""
    error, square = "proxy - reward", ("proxy - reward", "base")
    sides = (4, f"{LEVEL}*(M2 - reward + {error})", use((5, LEVEL), (2, LEVEL), then=ZERO))
    chosen = either(cell(use((3, f"({error})**2", use((error, 1), then=ZERO)), sides, then=ZERO)), cell(use(square, then=ZERO)))

    def other(fact: int, then):
        return either(never(fact, use((0, 1), then=BALL)), cell(then))

    over = use(square, then=ZERO)
    below = either(either(never(2, use((4, 1), (5, 1))), cell(ZERO)), other(5, ZERO))
    return either(either(either(chosen, other(5, over)), other(4, over)), either(below, other(4, ZERO)))


def at_most_likely(mass: str):
    """If no response is frequent this one is less likely than M0; facts: M0 and its name, base, M2, M0 > 0, the cases."""
    least = [(0, 1), (1, 1)]
    bounds = [(3, "M0", "low", 0), (6, "base", "high", LEVEL), (0, mass, "low", "M0")]
    none = either(never(5, use((2, 1), then=SIGNS)), cell(order=["share", "M0", "base", mass], bounds=bounds))
    return either(either(none, cell(use(*least, (2, 1), then=BALL), facts=(0, 1, 5))), cell(use(*least, then=BALL), facts=(0, 1)))


def at_largest_proxy(top: str):
    """If M3 > M1 no frequent response is chosen, so that this one has a smaller proxy than M2; facts as in the call."""
    out = either(
        never(7, use((2, 1), (4, 1))), cell(order=["proxy", "M2", top], bounds=[(8, "M2", "low", "proxy"), (0, top, "low", "M2")])
    )
    here, other = [(0, 1), (1, 1)], [(0, 1), (1, 1)]
    frequent = either(
        either(out, cell(use(*here, (2, 1), then=BALL), facts=(0, 3, 7))), cell(use(*here, then=BALL), facts=(0, 3))
    )
    rare = either(
        either(cell(use(*other, then=BALL), facts=(0, 1)), cell(use(*other, (2, 1), then=BALL), facts=(0, 1, 7))),
        cell(use(*other, then=BALL), facts=(0, 1)),
    )
    return either(frequent, rare)


def excluded(known: str):
    """What is at least 0, as 1 would be less than 1 elsewhere."""
    return either(either(never(0, use((1, 1)))))


def together():
    """The square of a + b is at most 2 a^2 + 2 b^2, for what M1 is above M2 and what M3 is below, where these are positive."""
    a, b, factor = "(M1 - M2)", "(M2 - M3)", f"2/({LEVEL})"
    mean = [(0, factor), (1, factor), (2, factor)]

    def one(alone: str, other: int):
        return cell(use(*mean, (alone, 1), (other, f"2*{alone} + {b if alone == a else a}")))

    return either(
        either(cell(use(*mean, (f"{a} - {b}", 1), then=ZERO)), one(a, 6)), either(one(b, 5), never(6, use((4, 1), (5, 1))))
    )


def sketch(s: Sketch) -> None:
    """S0 is the squared error, M0 the largest mass, M1 the best frequent reward, M2 the largest proxy, M3 the worst chosen."""
    over, under = s.sum("base*part(reward - proxy)**2"), s.sum("base*part(proxy - reward)**2")
    mass, top = s.sum("base*M0"), s.sum("base*M2")  # these are M0 and M2 by names that no outcome changes
    _, best, largest, worst = s.everywhere
    positive, most = s.positive({"base": "M0"}, "base"), s.attained("M2", "1 - M2")
    above = s.peak({over: 1}, "M1", f"{LEVEL}*part(M1 - M2)**2", [None, by(largest, positive, then=at_best())])
    below = s.peak({under: 1}, "M3", f"{LEVEL}*part(M2 - M3)**2", [None, by(most, positive, then=at_worst())])
    heavy = by(s.linear({mass: 1, "base": "-M0"}), s.everywhere[0], largest, positive, then=at_most_likely(mass))
    frequent = s.attained("M0", f"{mass} - M0 + 1 - {one_if('-M2')}", heavy, strict=True)
    some = s.follows("M2", by(frequent, s.linear({mass: -1, "base": "M0"}), then=excluded("M2")))
    chosen = by(s.linear({top: 1, "base": "-M2"}), some, best, largest, worst, then=at_largest_proxy(top))
    chosen = s.attained("M2", f"{top} - M2 + 1 - {one_if('M3 - M1')}", chosen, strict=True)
    order = s.follows("M1 - M3", by(chosen, s.linear({top: -1, "base": "M2"}), then=excluded("M1 - M3")))
    both = s.linear({"S0": 1, over: -1, under: -1})
    s.step(both, above, below, positive, order, proof=together())
