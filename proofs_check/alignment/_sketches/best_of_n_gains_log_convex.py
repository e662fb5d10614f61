"""Sums of what ranks outcomes times masses by rank, of -F^N (1 - F) and of such with squares, above some rank."""

from theory_lab.proofs.sketches import BALL, ZERO, Sketch, by, cell, cut, equal, product, use

LOW, MIDDLE, HIGH, LAST = "S2", "S1", "S0", "S3"  # the values of N and of the next three numbers of draws


def sketch(s: Sketch) -> None:
    """Each gain is at least 0 and at most the last one; a square is taken of the line by the first two gains."""
    n = s.statics["draws"]
    names, sets = (LOW, MIDDLE, HIGH, LAST), iter(("A0", "A1", "A2", "A3", "A4"))
    first, second = f"({MIDDLE} - {LOW})", f"({HIGH} - {MIDDLE})"

    def rises(fact, coefficients, power, square=None):
        """The sum of values with these coefficients is at least 0, for they are those of -F^power (1 - F) square^2."""
        here = next(sets)
        u = {name: f"-({c})" for name, c in zip(names, coefficients, strict=True) if c != "0"}
        ranks = [(0, n + k, f"-({c})") for k, c in enumerate(coefficients) if c != "0"]
        above = s.layers(u, {}, ranks, on=here)
        some, most = s.part({"base": 1}, {"base": 1}, on=here), s.part({}, {"base": -1}, on=here)
        mass = f"{here}_base"
        line = [] if square is None else [(square.replace("F", f"(1 - {mass})"), 2, 1)]
        left = product((mass, 1 if power[1] == 1 else 2, 1), (f"1 - {mass}", power[0], 1), *line, then=BALL)
        return s.follows(fact, by(above, some, most, then=cell(use((0, 1), then=left))))

    gain = rises(first, ("-1", "1", "0", "0"), (n, 1))
    later = rises(second, ("0", "-1", "1", "0"), (n + 1, 1))
    less = rises(f"{first} - {second}", ("-1", "2", "-1", "0"), (n, 2))
    least = rises(f"{second} - ({LAST} - {HIGH})", ("0", "-1", "2", "-1"), (n + 1, 2))
    a, b = second, first
    line = (f"-{a}**2", f"{a}**2 + 2*{a}*{b}", f"-(2*{a}*{b} + {b}**2)", f"{b}**2")
    square = rises(f"{first}**2*({LAST} - {HIGH}) - {second}**2*{first}", line, (n, 1), f"{a} - {b}*F")
    none = equal(LOW, MIDDLE, (0, 4), equal(HIGH, MIDDLE, (1, 2), cell(ZERO)))
    positive = cell(use((3, f"1/{first}"), then=ZERO), [LOW], [(4, LOW, "high", MIDDLE)])
    s.step(gain, later, less, square, proof=cut(f"-{first}", none, positive))
    s.step(gain, least, proof=cell(use((1, first), then=ZERO)))
