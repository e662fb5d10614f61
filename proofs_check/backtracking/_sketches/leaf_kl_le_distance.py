"""Given the set the law is no nearer to the limit than to the multiple of it that has its mass; what is left is a square."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, use


def sketch(s: Sketch) -> None:
    """S0 and S2 are the masses of the set in the limit and in the law, S1 the distance, S3 and S4 KL and distance given it."""
    some, far = s.linear({"S0": 1}), s.linear({"S1": 1})
    s.step(s.linear({"S4": 1, "S3": -1}), some, far)
    part = s.square(u={"S0": 1}, v={"S1": 1}, x={"S2": 1, "S0": -1})
    over = "1/kept(S2)*1/kept(S2)"
    given = s.linear(
        {
            "S4": -1,
            "S1": f"kept(S0)*{over}",
            "S2": f"2*(kept(S0) - kept(S2))*{over}",
            "S0": f"(kept(S2)**2 - kept(S0)**2)*1/kept(S0)*{over}",
        }
    )
    met = s.linear({"S2": 1})
    square = cell(use((0, "1 - S1/S0"), ("S2 - S0 + S1", "1/S2**2"), then=ZERO))
    s.step(given, part, some, far, met, proof=either(either(either(square, None))))
    for names in (("S3",), ("S4",), ("S3", "S4")):
        s.impossible(*names, alone=names[-1])
