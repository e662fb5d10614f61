"""Hoeffding's lemma at every node: the exponential lies below its chord, and for two outcomes a derivative is a square."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, exponential, logarithm, product, rises, use


def sketch(s: Sketch) -> None:
    """S0 is the mean at the node, S1 what the children make of the factor of the node, which is ``path``."""
    if not s.pattern.sums:
        return s.step()
    known = {name for name, *_ in s.pattern.parameters}
    factors = ["p_path"] if "p_path" in known else []
    functions = [exponential("e", "rate"), exponential("h", "-rate*S0 - rate**2/8"), logarithm("l", "1 + (e - 1)*S0")]
    path = "*".join(["1", *factors])
    if "Z0" in known:
        path += "*exp(rate*values_here)*exp(-rate*Z0 - rate**2/8)"
        factors += ["x", "z"]
        functions += [exponential("x", "rate*values_here"), exponential("z", "-rate*Z0 - rate**2/8")]
    factor = f"{path}*exp(-rate*S0 - rate**2/8)"
    most = s.linear({"S1": -1, "p": factor, "S0": f"{factor}*(exp(rate) - 1)"})
    rest = compare("1", "h*(1 + (e - 1)*S0)", by="log", then=rises("rate", ZERO, rises("rate", ZERO)))
    within = product(*((name, 1, 1) for name in factors), then=rest)
    s.step(most, s.linear({"S0": 1}), s.linear({"S0": -1, "p": 1}), proof=cell(use((0, 1), then=within), functions=functions))
