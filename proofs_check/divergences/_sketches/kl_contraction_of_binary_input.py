"""Outcome by outcome: of both sides, as functions of a chance of the first input, the second derivatives differ by a square."""

from theory_lab.proofs.sketches import (
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
    rises,
    squared,
    use,
)


def sketch(s: Sketch) -> None:
    """S0 is the divergence of the outputs, S1 twice a Hellinger distance; the affinity is 1 - S1/2."""
    affinity = "(1 - S1/2)"
    root = s.sum("sqrt(a)*sqrt(b)")
    alpha = {"a": 1, root: f"-2*{affinity}", "b": f"{affinity}**2"}
    beta = {"b": 1, root: f"-2*{affinity}", "a": f"{affinity}**2"}
    first = "(p_0*log(kept(p_0)) - p_0*log(kept(q_0)) - p_0 + q_0)"
    second = "(p_1*log(kept(p_1)) - p_1*log(kept(q_1)) - p_1 + q_1)"
    form: dict[str, int | str] = {"S0": -1}
    for name in ("a", "b", root):
        form[name] = f"{first}*({alpha[name]}) + {second}*({beta[name]})"

    def closer(x: str, at_x: list, order: list[str], bounds: list, falls: bool):
        """The difference, as a function of q_0, is least at x, where it is 0."""
        mixed = "(q_0*u**2 + (1 - q_0)*w**2)"
        way = f"{x} - q_0" if falls else f"q_0 - {x}"
        square = use((f"u*w - {affinity}*{mixed}", 1), then=ZERO)
        slope = product((way, 1, 1), ("q_0", -1, 1), ("1 - q_0", -1, 1), (mixed, -1, 1), then=square)
        logs = [*at_x, logarithm("k", "q_0"), logarithm("l", "1 - q_0"), logarithm("n", mixed)]
        return cell(rises("q_0", ZERO, slope, falls, functions=at_x), ["S1", "u", "w", *order, "q_0"], bounds, logs)

    inside = [logarithm("i", "p_0"), logarithm("j", "1 - p_0"), logarithm("m", "p_0*u**2 + (1 - p_0)*w**2")]
    some, range_of_q = (13, "p_0", "high", 1), [(4, "q_0", "low", 0), (5, "q_0", "high", 1)]
    below = closer("p_0", inside, ["p_0"], [some, range_of_q[0], (7, "q_0", "high", "p_0")], True)
    above = closer("p_0", inside, ["p_0"], [some, (7, "q_0", "low", "p_0"), range_of_q[1]], False)
    sure = closer("1", [logarithm("i", "u")], [], range_of_q, True)
    never_first = closer("0", [logarithm("i", "w")], [], range_of_q, False)

    def positive(then, times: int):
        """What is asked of both outputs, and of chances, is so."""
        for _ in range(times):
            then = either(then)
        return then

    sides = cut(
        "p_0 - q_0",
        positive(either(either(below), equal("p_0", 1, (6, 13), sure)), 5),
        positive(above, 7),
    )
    outcome = by_zero("u", by_zero("w", by_zero("p_0", cut("1 - p_0", sides), positive(never_first, 5))))
    outcome = squared("a", "u", then=squared("b", "w", then=outcome))
    one = equal("p_1", "1 - p_0", (0, 1), equal("q_1", "1 - q_0", (2, 3), outcome))
    main = s.linear(form, by(*s.hypotheses, then=one))
    like = [s.linear({"S1": sign, root: 2 * sign, "a": -sign, "b": -sign}) for sign in (1, -1)]
    same = cell(use((0, 1), then=ZERO))
    last = equal("p_0", 1, (13, 14), either(same, never(15, use((8, 1)))))
    inputs = by_zero("p_0", positive(either(either(either(same)), last), 5), positive(same, 5))
    inputs = equal("p_1", "1 - p_0", (3, 4), equal("q_1", "1 - q_0", (5, 6), inputs))
    s.impossible("S0", alone="S0")
    s.step(main, *like, *s.hypotheses, proof=equal(root, affinity, (1, 2), inputs))
