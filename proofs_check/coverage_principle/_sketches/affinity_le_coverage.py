"""Means on the set that is covered badly, and Cauchy-Schwarz off it; the mass of the model is weighed by the slope of a root."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, cut, equal, hole, never, product, use

AFFINE, SQUARE, LESS, REST, SOME, CUT, NONE = range(7)  # the facts of the step


def sketch(s: Sketch) -> None:
    """S0 is the affinity, S1 the coverage; off the set are the model and the affinity there."""
    off = "part(q*root**2 - p)/kept(q*root**2 - p)"
    model, alike = s.sum(f"q*{off}"), s.sum(f"sqrt(p*q)*{off}")
    affine = s.linear({"S0": -1, alike: 1, "S1": "1/(2*root)", "q": "root/2", model: "-root/2"})
    square = s.square(u={"p": 1, "S1": -1}, v={model: 1}, x={alike: 1})
    less = s.linear({"S1": 1, "q": "-root**2", model: "root**2"})
    rest, some = s.linear({"p": 1, "S1": -1}), s.linear({"S1": 1})
    slope = product(("r", -1, 1), ("root", -1, 1), then=compare("r/2", "(1 - S1)/2"))
    squares = (f"r - root*{alike}", "1/(2*root*r)"), (SQUARE, "root/(2*r)"), (LESS, "(r - 1 + S1)/(2*root*r)", slope)
    weighed = use((AFFINE, 1), *squares, then=ZERO)
    none = cut(
        f"-{alike}",
        cell(use((AFFINE, 1), (LESS, "1/(2*root)"), (NONE, 1), then=ZERO)),
        never(NONE, product((alike, -1, 1), then=use((SQUARE, 1), then=ZERO)), bounds=[(NONE, alike, "low", 0)]),
    )
    all_ = equal("S1", 1, (REST, CUT), none)
    functions = [["r", "sqrt", "(1 - S1)*(root**2 - S1)", hole()]]
    bounds = [(SOME, "S1", "low", 0), (CUT, "S1", "high", 1)]
    s.step(
        affine,
        square,
        less,
        rest,
        some,
        proof=cut("S1 - 1", all_, cell(weighed, ["root", "S1", model, alike, "S0"], bounds, functions)),
    )
