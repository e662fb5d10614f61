"""What is kept and what is replaced sum to 1; where nothing is replaced the distance is at most what would be."""

from theory_lab.proofs.sketches import Sketch, by, either, equal


def sketch(s: Sketch) -> None:
    """S0 is the chance that the draft is kept, S1 the mass of the residual, S2 the distance of output and target."""
    whole = [s.linear({"S0": sign, "S1": sign, "p": -sign}) for sign in (1, -1)]
    some = s.linear({"S1": 1})
    near = s.linear({"S2": -1, "S1": "1 - part(S1)/kept(S1)"}, by(*whole, some, then=equal("S0", "1 - S1", (0, 1))))
    cases = either(either(no=equal("S1", 0, (1, 3))), equal("S1", 0, (1, 2)))
    s.step(s.follows("-S2", by(near, some, then=cases)), s.linear({"S2": 1}))
