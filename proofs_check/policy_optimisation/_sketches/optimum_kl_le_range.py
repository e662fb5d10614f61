"""Hoeffding's lemma: t log t lies below its chord on the range, and for two outcomes the derivative is a square."""

from theory_lab.proofs.sketches import (
    ZERO,
    Sketch,
    by,
    cell,
    concave,
    either,
    equal,
    hole,
    logarithm,
    never,
    product,
    rises,
    tangent,
    use,
)

LOGS = [logarithm(name, of) for name, of in (("a", "M0"), ("b", "M1"), ("c", "S0"), ("d", "weight"))]


def below_chord():
    """Facts: M0 and M1 at an outcome, M0 >= M1, M1 >= 1, S0 > 0, the ratio (twice), its term, weight >= M1, M0 > M1 or not."""
    bounds = [
        (3, "M1", "low", 1),
        (9, "M0", "low", "M1"),
        (4, "S0", "low", 0),
        (1, "weight", "low", "M1"),
        (0, "weight", "high", "M0"),
    ]
    between = cell(concave("weight", functions=LOGS[:3]), ["ref", "M1", "M0", "S0", "weight"], bounds, LOGS)
    alike = equal("M0", "M1", (2, 9), equal("weight", "M1", (0, 1), cell(ZERO)))
    term = never(7, tangent("S0/weight", "ref*weight/S0", ZERO), functions=LOGS[2:])
    return either(either(either(either(either(between, alike)), term)))


def sketch(s: Sketch) -> None:
    """S0 is the normaliser, S1 the divergence; M0 and M1 are the largest and smallest weight, S2 how far S0 is between them."""
    share = s.sum("ref*part(weight - M1)/kept(M0 - M1)")
    for end in ("M0", "M1"):
        s.attained(end, end, strict=True)
    least, most = s.attained("M1", "M1 - 1"), s.attained("M0", "M0 - M1")
    normaliser = s.positive({"S0": 1}, "ref")
    between = [s.linear({share: f"{c}*kept(M0 - M1)", "S0": f"-{c}", "ref": f"{c}*M1"}) for c in ("1", "-1")]
    low, high = (f"{end}/S0*(log({end}) - log(S0))" for end in ("M1", "M0"))
    known = by(*s.everywhere, most, least, normaliser, then=below_chord())
    chord = s.linear({"S1": -1, "S0": "-1/S0", "ref": f"{low} + 1", share: f"{high} - {low}"}, known)
    some, whole = s.linear({share: 1}), s.linear({share: -1, "ref": 1}, by(*s.everywhere, most, least))
    mean = f"M1 + {share}*(M0 - M1)"
    order = ["S1", "M1", share, "M0"]
    bounds = [(4, "M1", "low", 1), (6, share, "low", 0), (7, share, "high", 1), (8, "M0", "low", "M1")]
    logs = [*LOGS[:2], logarithm("c", mean)]
    slope = product((f"M1 - {share}*(M0 + M1)", 2, 1), (mean, -2, 1), ("M0", -1, 1), then=hole())
    hoeffding = use((0, 1), then=rises("M0", functions=LOGS[1:2], slope=slope))
    two = equal("S0", mean, (1, 2), cell(hoeffding, order, bounds, logs))
    order, bounds = ["S1", "M1", share, "S0"], [*bounds[:1], (6, share, "low", 0), (2, "S0", "low", f"M1 + {share}")]
    one = use((0, 1), then=product(("M1", 1, 1), ("S0", -1, 1), then=hole()))
    alike = equal("M0", "M1", (3, 8), cell(one, order, bounds, LOGS[1:3]))
    s.step(chord, *between, most, least, normaliser, some, whole, proof=either(two, alike))
