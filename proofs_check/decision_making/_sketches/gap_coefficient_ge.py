"""The mean over the models, and the distance of two coins in one variable."""

from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, either, equal, root, use

DISTANCE = "(sqrt(part(1/2 - shift)) - 1/2*sqrt(2))**2 + (sqrt(shift + 1/2) - 1/2*sqrt(2))**2"


def sketch(s: Sketch) -> None:
    """M0 is the risk and S0 the number of arms; a root is 0 at the end of the range."""
    roots = [root("r", "1/2 - shift"), root("q", "1/2 + shift"), root("c", "2")]
    some, half = s.linear({"S0": 1, "decisions": -1}), s.follows("1/2 - shift")

    def cases(end, used, then):
        sure = equal("shift", "1/2", (end, end + 1), cell(use(*then, then=ZERO)))
        return either(cell(use(*used, then=ZERO), functions=roots), sure)

    models = {"S0": "M0 - shift", "decisions": f"shift + ({DISTANCE})*share*S0/shift"}
    mean = s.linear(models, by(s.everywhere[0], half, then=cases(1, [(0, 1)], [(0, 1)])))
    curve = s.follows(f"(8 - 4*sqrt(2))*shift**2 - ({DISTANCE})")
    step = cases(3, [(1, "1/S0"), (2, "share/shift")], [(1, "1/S0"), (2, "2*share")])
    s.step(some, mean, curve, half, proof=step)
