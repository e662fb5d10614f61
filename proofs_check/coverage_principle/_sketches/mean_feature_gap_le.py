"""The gap of two means in its own direction: Cauchy-Schwarz up to the logarithm of the ratio, and the rest by lengths."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, by_zero, cell, compare, either, logarithm, ratio, root, use


def sketch(s: Sketch) -> None:
    """S0 and S2 are means under the model, S1, S3 under the data; S4 is the variance, S5 the divergence, M0 a length."""
    gap, inner = "((S0 - S1)**2 + (S2 - S3)**2)", "((S0 - S1)*S1 + (S2 - S3)*S3)"
    beyond = "(part(model - data) - part(data*log(kept(model/kept(data)))))"  # how far the model is above the logarithm
    t0, t1, near = s.sum(f"{beyond}*features_c0"), s.sum(f"{beyond}*features_c1"), s.sum(beyond)
    length = s.everywhere[0]
    mean = s.linear({"S1": "-2*S1", "S3": "-2*S3", "data": "M0 + S1**2 + S3**2"}, by(length))
    turn = "((S0 - S1)*(features_c1 - S3) - (S2 - S3)*(features_c0 - S1))"
    apart = s.square(
        u={"S4": f"2*{gap}"},
        v={"S5": 1},
        x={
            "S0": "S0 - S1", "S1": "-(S0 - S1)", "S2": "S2 - S3", "S3": "-(S2 - S3)",
            t0: "-(S0 - S1)", t1: "-(S2 - S3)", near: inner, "model": f"-{inner}", "data": inner,
        },
    )  # fmt: skip

    def lengths(much: str, *functions: list):
        """What is left of the lengths of the features and of the means, times a square."""
        ways = [(f"({much})*({way})*(features_c{k} + S{2 * k + 1})", 1) for way in ("S0 - S1", "S2 - S3") for k in (0, 1)]
        return cell(
            use((0, f"2*{gap}*({much})**2"), (1, f"2*{gap}*({much})**2"), *ways, (f"({much})*{turn}", 1), then=ZERO),
            functions=functions,
        )

    more = either(lengths("model*(1 - t + t*l)", logarithm("l", "t")))
    together = s.square(
        u={near: f"4*M0*{gap}"},
        v={near: 1},
        x={t0: "S0 - S1", t1: "S2 - S3", near: f"-{inner}"},
        proofs=[None, None, by(length, mean, then=by_zero("data", ratio("data", "model", "t", either(more)), lengths("model")))],
    )
    variance, kl, some, most, largest = (
        s.linear(form) for form in ({"S4": 1}, {"S5": 1}, {near: 1}, {near: -1, "S5": 1}, {"model": "M0"})
    )
    square = f"((S0 - S1)*{t0} + (S2 - S3)*{t1} - {inner}*{near})"
    linear = f"({gap} - {square})"
    r, rm, n = root("r", "2*S4*S5"), root("rm", "M0"), root("n", gap, use(("S0 - S1", 1), ("S2 - S3", 1)))
    cauchy = cell(compare("r*n", linear, then=use((0, 1))), functions=[r, n])
    a = s.follows(f"sqrt(part(2*S4*S5)*{gap}) - {linear}", by(apart, variance, kl, then=either(cauchy)))
    cauchy = cell(compare(f"2*rm*n*{near}", square, then=use((0, 1))), functions=[rm, n])
    b = s.follows(f"2*sqrt(part(M0)*{gap})*{near} - {square}", by(together, largest, some, then=either(cauchy)))
    both = compare(bound := "r + 2*rm*S5", "n", then=use((f"{bound} - n", 1), (0, 2), (1, 2), (2, "4*rm*n")))
    s.step(a, b, most, variance, kl, largest, proof=either(either(cell(both, functions=[r, rm, n]))))
