"""Two outcomes: the mass of the outcomes where p is larger, under both laws, by tangents of the logarithm; then one variable."""

from theory_lab.proofs.sketches import (
    Sketch,
    by,
    by_zero,
    cell,
    either,
    equal,
    exponential,
    keep,
    logarithm,
    never,
    ratio,
    rises,
    tangent,
    use,
)


def sketch(s: Sketch) -> None:
    """S0 is twice the total variation, S1 the divergence."""
    a, b = s.sum("p*part(p - q)/kept(p - q)"), s.sum("q*part(p - q)/kept(p - q)")
    apart = [s.linear({"S0": sign, a: -2 * sign, b: 2 * sign, "p": sign, "q": -sign}) for sign in (1, -1)]
    some, more, less = s.linear({b: 1}), s.linear({a: 1, b: -1}), s.linear({"p": 1, a: -1})
    kl = s.linear({"S1": 1})

    def above(inside: str, its: str, outside: str, other: str, proof=None):
        """The divergence is at least what tangents with two slopes say, of which the exponentials are told."""
        form = {"S1": 1, a: f"({outside}) - ({inside})", b: f"{its} - ({other})", "p": f"-({outside})", "q": f"{other} - 1"}
        return s.linear(form, proof)

    main = above(
        f"log(kept({a})) - log(kept({b}))", f"kept({a})/kept({b})",
        f"log(kept(1 - {a})) - log(kept(1 - {b}))", f"kept(1 - {a})/kept(1 - {b})",
    )  # fmt: skip

    def larger(slope: str):
        return either(either(cell(tangent("h/t", "q*t"), functions=[exponential("h", slope), logarithm("l", "t")])))

    slope = f"(S1 + 1)/kept({a})"
    cases = either(either(either(larger(f"(S1 + 1)/{a}"), larger("S1 + 1"))))
    none = above(slope, f"exp({slope})", "0", "1", by(kl, then=by_zero("q", ratio("p", "q", "t", cases))))
    last = above(f"-log(kept({b}))", f"1/kept({b})", "-log(10)", "1/10")
    present = s.linear({a: 1})
    ends = [logarithm("l", a), logarithm("m", f"1 - {a}")]
    square = f"({a} - {b})*(6*{a} - 3 - 4*({a} - {b}))"
    falls = use((square, "2/9"), (5, 1), then=rises(b, falls=True, functions=ends))
    bounds = [(12, a, "low", 0), (10, a, "high", 1), (13, b, "low", 0), (3, b, "high", a)]
    some_mass = either(cell(falls, [a, b], bounds), keep(2, 13, 7, 6, 12, then=equal(b, 0, (0, 1), never(2))))
    no_mass = keep(2, 3, 8, 12, 6, then=equal(a, 0, (2, 3), equal(b, 0, (0, 1))))
    not_all = either(either(some_mass, no_mass), keep(10, 3, 11, then=never(0, use((1, 1), (2, 1)))))
    certain = either(
        either(
            cell(use((9, 1)), [b], [(12, b, "low", 0), (11, b, "high", 1)]), keep(2, 12, 7, 6, then=equal(b, 0, (0, 1), never(2)))
        ),
        keep(3, 11, 6, then=equal(b, 1, (0, 1))),
    )
    inner = either(not_all, equal(a, 1, (4, 10), certain))
    s.step(*apart, some, more, less, main, kl, none, present, last, proof=equal("S0", f"2*{a} - 2*{b}", (0, 1), inner))
