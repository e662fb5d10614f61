"""The gap of two means in the direction of the gap itself: twice Cauchy-Schwarz, with the roots w and v of the laws."""

from theory_lab.proofs.sketches import Sketch, by, cell, compare, either, root, squared, use


def sketch(s: Sketch) -> None:
    """S0 and S2 are the means under p, S1 and S3 those under q; M0 is the largest squared length, S4 the variance."""
    near, gap = "(sqrt(p) - sqrt(q))**2", "((S0 - S1)**2 + (S2 - S3)**2)"
    t0, t1 = (s.sum(f"{near}*g_c{k}") for k in (0, 1))  # and S5 is the sum of the weights
    length, inner = s.everywhere[0], "((S0 - S1)*S1 + (S2 - S3)*S3)"
    turn = "((S0 - S1)*(g_c1 - S3) - (S2 - S3)*(g_c0 - S1))"
    ways = [(0, "S0 - S1"), (1, "S2 - S3")]
    mean = s.linear({"S1": "-2*S1", "S3": "-2*S3", "q": "M0 + S1**2 + S3**2"}, by(length))

    def roots(*facts, then=None):
        return by(*facts, then=squared("p", "w", then=squared("q", "v", then=cell(then))))

    # What is linear in the difference of the roots: at most the variance.
    apart = s.square(
        u={"S5": f"4*{gap}"},
        v={"S4": 1},
        x={
            "S0": "S0 - S1", "S1": "-(S0 - S1)", "S2": "S2 - S3", "S3": "-(S2 - S3)",
            t0: "-(S0 - S1)", t1: "-(S2 - S3)", "S5": inner, "p": f"-{inner}", "q": inner,
        },
        proofs=[
            roots(then=use(*((f"(w - v)*({way})", 4) for _, way in ways))),
            roots(then=use(("v*(g_c0 - S1)", 1), ("v*(g_c1 - S3)", 1))),
            roots(then=use((f"v*(w - v)*{turn}", 4))),
        ],
    )  # fmt: skip
    # What is quadratic in it: at most the largest length.
    factor = f"2*(w - v)**4*{gap}"
    pairs = [(f"(w - v)**2*({way})*(g_c{k} + S{2 * k + 1})", 1) for _, way in ways for k in (0, 1)]
    lengths = [(f"(w - v)*({way})*g_c{k}", 4) for _, way in ways for k in (0, 1)]
    together = s.square(
        u={"S5": f"4*M0*{gap}"},
        v={"S5": 1},
        x={t0: "S0 - S1", t1: "S2 - S3", "S5": f"-{inner}"},
        proofs=[
            roots(length, then=use((0, f"4*(w - v)**2*{gap}"), *lengths)),
            roots(),
            roots(length, mean, then=use((0, factor), (1, factor), *pairs, (f"(w - v)**2*{turn}", 1))),
        ],
    )
    variance, distance = (s.linear({name: 1}) for name in ("S4", "S5"))
    largest = s.linear({"p": "M0"})
    square = f"((S0 - S1)*{t0} + (S2 - S3)*{t1} - {inner}*S5)"
    linear = f"({gap} - {square})"
    r4, r5, rm, n = root("r4", "S4"), root("r5", "S5"), root("rm", "M0"), root("n", gap, use(*((way, 1) for _, way in ways)))
    cauchy = cell(compare("2*r4*r5*n", linear, then=use((0, 1))), functions=[r4, r5, n])
    a = s.follows(f"2*sqrt(part(S4)*part(S5)*{gap}) - {linear}", by(apart, variance, distance, then=either(either(cauchy))))
    cauchy = cell(compare("2*rm*n*S5", square, then=use((0, 1))), functions=[rm, n])
    b = s.follows(f"2*sqrt(part(M0)*{gap})*S5 - {square}", by(together, largest, distance, then=either(cauchy)))
    both = compare(bound := "2*r4*r5 + 2*rm*S5", "n", then=use((f"{bound} - n", 1), (0, 2), (1, 2)))
    s.step(a, b, variance, distance, largest, proof=either(either(either(cell(both, functions=[r4, r5, rm, n])))))
