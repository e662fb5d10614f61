"""The ratio of the rival is above the level where it is covered, and has at most the largest of the means of its components."""

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, by, by_zero, cell, either, hole, never, product, use


def sketch(s: Sketch) -> None:
    """S1, S2 and so on are the means of the ratios of the components to the mixture."""
    count = len(s.pattern.sums) - 1
    mixture = " + ".join(f"weights_{j}*component{j}" for j in range(count))

    def missed(k: int = 0, infinite: bool = False):
        """Where the mixture is 0 the ratio of a component is infinite, if that is positive, so that the rival's is."""
        if k == count:
            return cell(SIGNS, bounds=[]) if infinite else hole()
        rest = missed(k + 1, infinite)
        return by_zero(f"component{k}", by_zero(f"rivals_{k}", missed(k + 1, True), rest), rest)

    def positive_mean(k: int):
        above = product((mixture, -1, 1, use((0, 1))), then=SIGNS)
        return by_zero("sample", either(cell(above), by_zero(f"component{k}")))

    def over(positive: int, *facts):
        """The ratio of the rival, less the level or 0."""
        above = product((mixture, -1, 1, use((positive, 1))), then=use(*facts, then=SIGNS))
        return either(cell(above), missed())

    small = either(never(1, use((2, 1), then=SIGNS)), over(3))
    inside = by_zero("sample", either(either(small, over(2, (0, "sample"))), over(1)))
    ratios = {f"S{j + 1}": f"rivals_{j}" for j in range(count)}
    above = s.linear({"S0": "-level", **ratios}, by(then=inside))
    some = [s.linear({name: 1}, by(then=positive_mean(k))) for k, name in enumerate(ratios)]

    def largest(best: str, less: dict[str, list[int]], k: int):
        """The cases of the largest mean: the facts that add up to what it has more than each of the others."""
        if k > count:
            beaten = [(fact, f"{ratios[name]}/level") for name, facts in less.items() for fact in facts]
            whole = (1, f"{best}/level", use((1 + int(best[1:]), "1/level"), then=ZERO))
            return cell(use((0, "1/level"), *beaten, whole, then=ZERO), bounds=[])
        name, fact = f"S{k}", count + k
        more = {other: [*facts, fact] for other, facts in less.items()} | {best: [fact]}
        return either(largest(best, {**less, name: [fact]}, k + 1), largest(name, more, k + 1))

    s.step(above, s.hypotheses[3], *some, proof=largest("S1", {}, 2))
