"""The chord of t log t between the smallest and the largest ratio, 1/M1 and M0, at the mean ratio 1."""

from theory_lab.proofs.sketches import Sketch, cell, concave, cut, either, logarithm, product, use


def chord_at(largest: str, other: str, more: int):
    """Where the larger of M0 and M1 is above 1 the chord is concave in the smaller, and as claimed for equal ones."""
    logs = [logarithm("a", largest), logarithm("b", other)]
    chords = use(
        (2, "1/(M0*M1 - 1)"),
        then=product(("M0*M1 - 1", -1, 1), (f"{largest} + 1", -1, 1), then=concave(other, functions=logs[:1])),
    )
    bounds = [(5, largest, "low", 1), (more, other, "low", 1), (4, other, "high", largest)]
    return cut(f"1 - {largest}", no=cell(chords, order=[largest, other, "S0"], bounds=bounds, functions=logs))


def sketch(s: Sketch) -> None:
    """S0 is the divergence; M0 and M1 are the largest ratios, both at least 1."""
    s.positive({"q": "M0"}, "p")
    s.positive({"p": "M1"}, "q")
    some, more = s.linear({"q": "M0", "p": -1}), s.linear({"p": "M1", "q": -1})
    chord = s.linear(
        {
            "S0": "1 - M0*M1",
            "p": "M0*M1*log(M0) + log(M1) - M0*M1 + 1",
            "q": "M0*M1 - 1 - M0*log(M0) - M0*log(M1)",
        }
    )
    most = s.linear({"S0": -1, "p": "log(M0) - 1", "q": 1})
    s.step(some, more, chord, most, proof=either(chord_at("M0", "M1", 1), chord_at("M1", "M0", 0)))
    s.step(some, more)
