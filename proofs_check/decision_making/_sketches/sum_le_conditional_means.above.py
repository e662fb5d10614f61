"""At each node e^x <= 1 + (e - 1) x, an equality at 0 and at 1, and then 1 + y <= e^y."""

from theory_lab.proofs.sketches import Sketch, cell, compare, exponential, logarithm, product, tangent, use


def sketch(s: Sketch) -> None:
    """S0 is the mean at the node, S1 what the children make of the factor of the node, which is ``path``."""
    if not s.pattern.sums:
        return s.step()
    known = {name for name, *_ in s.pattern.parameters}
    factors = ["p_path"] if "p_path" in known else []
    functions = [exponential("e", "1"), exponential("h", "-(e - 1)*S0"), logarithm("l", "1 + (e - 1)*S0")]
    path = "*".join(["1", *factors])
    if "Z0" in known:
        path += "*exp(values_here)*exp(-(exp(1) - 1)*Z0)"
        factors += ["x", "z"]
        functions += [exponential("x", "values_here"), exponential("z", "-(e - 1)*Z0")]
    fall = f"{path}*exp(-(exp(1) - 1)*S0)"
    most = s.linear({"S1": -1, "p": fall, "S0": f"{fall}*(exp(1) - 1)"})
    rest = compare("1", "h*(1 + (e - 1)*S0)", by="log", then=tangent("1 + (e - 1)*S0"))
    within = product(*((name, 1, 1) for name in factors), then=rest)
    s.step(most, s.linear({"S0": 1}), proof=cell(use((0, 1), then=within), functions=functions))
