"""One lemma for each side of the coin: the joint distance there, twice, is at least the conditional one times the mass."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """With roots ``s, t`` of the masses and ``a, b`` of the chances a summand is ``t^2 (a - b)^2 + 2 a b (s - t)^2``."""
    heads = s.linear({"S2": 2, "S0": "-head", "p": "other_head - head", "q": "head - other_head"})
    tails = s.linear({"S3": 2, "S1": "head - 1", "p_tail": "head - other_head", "q_tail": "other_head - head"})
    s.step(heads, tails)
