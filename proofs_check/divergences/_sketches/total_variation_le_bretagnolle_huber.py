"""Cauchy-Schwarz with the affinity S2 of the laws, which is at least exp(-KL/2) by Jensen's inequality."""

from theory_lab.proofs.sketches import Sketch, cell, compare, exponential, root, use


def sketch(s: Sketch) -> None:
    """S0 is twice the total variation, S1 the divergence; h stands for exp(-S1/2)."""
    affinity = s.sum("sqrt(p*q)")
    cauchy = s.square(u={affinity: -2, "p": 1, "q": 1}, v={affinity: 2, "p": 1, "q": 1}, x={"S0": 1})
    some = s.linear({affinity: 1})
    kl = s.linear({"S1": 1})
    jensen = s.jensen("p", f={affinity: 1}, low={"S1": "-1/2", "p": "-1/2", "q": "1/2"})
    most = s.linear({"S0": -1, "p": 1, "q": 1})
    functions = [exponential("h", "-S1/2"), root("r", "1 - h**2")]
    squares = compare("r", "S0/2", then=use((2, "1/4"), (3, f"{affinity} + h")))
    s.step(kl, some, cauchy, jensen, proof=cell(squares, functions=functions))
    s.step(kl)
    s.infinite("S1", steps=[([most], None), ([], None)])
