"""Where the ratio x of the rival to the mixture is above the level, x - 1 - log x is at least what it is at the level."""

from typing import Any

from theory_lab.proofs.sketches import (
    SIGNS,
    ZERO,
    Sketch,
    by,
    by_zero,
    cell,
    cut,
    either,
    equal,
    logarithm,
    never,
    product,
    tangent,
    use,
)


def mixture(of: str, count: int) -> str:
    """A mixture of positive components, whose first weight is what the others leave."""
    rest = " - ".join(f"{of}_{j}" for j in range(1, count))
    return "(" + " + ".join((f"(1 - {rest})*component0", *(f"{of}_{j}*component{j}" for j in range(1, count)))) + ")"


def sketch(s: Sketch) -> None:
    """S1 is the mean of x - 1 - log x, S2, S3 and so on are the means of the ratios of the components to the mixture."""
    count = len(s.pattern.sums) - 2
    rival, model = mixture("rivals", count), mixture("weights", count)
    logs = [logarithm("a", rival), logarithm("b", model), logarithm("c", "level")]
    bounds = [(4, f"weights_{count - 1}", "high", None), (5, f"rivals_{count - 1}", "high", None)]
    ends = [" - ".join(("1", *(f"{of}_{j}" for j in range(1, count - 1)))) for of in ("weights", "rivals")]
    shape: dict[str, Any] = {"bounds": [(*bound[:3], end) for bound, end in zip(bounds, ends, strict=True)]}

    def ratio(first: int, then):
        """The cases of the term at the ratio, which is positive: its facts begin with this one."""
        term = never(first + 3, tangent(f"{rival}/{model}", 1, ZERO), functions=logs[:2], **shape)
        none = [never(first + k, **shape) for k in range(3)]
        return either(either(either(either(then, term), none[2]), none[1]), none[0])

    scale = product((model, -1, 1, SIGNS), ("level", -1, 1, SIGNS), then=SIGNS)
    above = tangent(f"{rival}/({model}*level)", "sample", use((6, f"sample*(level - 1)/({model}*level)", scale), then=ZERO))
    covered = either(never(7, SIGNS, **shape), ratio(8, cell(above, functions=logs, **shape)))
    missed = ratio(7, cell(use((10, "sample"), then=ZERO), functions=logs[:2], **shape))
    inside = by_zero("sample", either(covered, missed))
    for k, of in ((2, "rivals"), (0, "weights")):
        inside = equal(f"{of}_0", " - ".join(("1", *(f"{of}_{j}" for j in range(1, count)))), (k, k + 1), inside)
    inside = cut("weights_0", cut("rivals_0", inside, never()), never())
    term = s.linear({"S0": "log(level) + 1 - level", "S1": 1}, by(*s.hypotheses, then=inside))

    def largest(best: str, less: dict[str, list[int]], k: int):
        """The cases of the largest mean: the facts that add up to what it has more than each of the others."""
        if k > count + 1:
            return cell(use((0, 1), *((fact, f"rivals_{int(name[1:]) - 2}") for name, facts in less.items() for fact in facts)))
        name, fact = f"S{k}", k - 2
        more = {other: [*facts, fact] for other, facts in less.items()} | {best: [fact]}
        return either(largest(best, {**less, name: [fact]}, k + 1), largest(name, more, k + 1))

    s.step(term, proof=largest("S2", {}, 3))
