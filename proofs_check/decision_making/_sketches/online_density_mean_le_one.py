"""At every node the sum over children is ``S0 exp(1 - S0)`` for the affinity ``S0``, and ``x <= exp(x - 1)``."""

from theory_lab.proofs.sketches import Sketch, cell, compare, exponential, logarithm, product, squared, tangent, use


def sketch(s: Sketch) -> None:
    """S0 is the affinity at the node, S1 what the children make of the factor of the node, which is ``path``."""
    if not s.pattern.sums:
        return s.step()
    known = {name for name, *_ in s.pattern.parameters}
    path, functions, factors = "1", [exponential("h", "1 - S0"), logarithm("l", "S0")], []
    if "q_path" in known:
        path, factors = "sqrt(p_path*q_path)*exp(1 - Z0)", ["v", "w", "z"]
        functions.append(exponential("z", "1 - Z0"))
    elif "p_path" in known:
        path, factors = "p_path", ["p_path"]
    some = s.positive({"S0": 1}, "p")
    most = s.linear({"S1": -1, "S0": f"{path}*exp(1 - S0)"})
    within = compare("1", "h*S0", by="log", then=tangent("S0"))
    step = cell(use((0, 1), then=product(*((one, 1, 1) for one in factors), then=within)), functions=functions)
    if "q_path" in known:
        step = squared("p_path", "v", high=None, then=squared("q_path", "w", high=None, then=step))
    s.step(most, some, proof=step)
