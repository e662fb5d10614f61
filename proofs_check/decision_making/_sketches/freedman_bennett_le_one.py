"""Bennett's lemma at every node: twice the derivative in the rate at each child, and then ``1 + y <= e^y``."""

from theory_lab.proofs.sketches import (
    ZERO,
    Sketch,
    by,
    by_zero,
    cell,
    compare,
    exponential,
    logarithm,
    product,
    rises,
    tangent,
    use,
)


def sketch(s: Sketch) -> None:
    """S0 and S1 are mean and variance at the node, S2 what the children make of the factor of the node, which is ``path``."""
    if not s.pattern.sums:
        return s.step()
    known = {name for name, *_ in s.pattern.parameters}
    factors, functions, path = [], [exponential("e", "rate"), exponential("h", "-(e - 1 - rate)*S1")], "1"
    if "p_path" in known:
        factors, path = ["p_path"], "p_path"
    if "values_here" in known:
        path += "*exp(rate*(values_here - Z1))*exp(-(exp(rate) - 1 - rate)*Z0)"
        factors += ["x", "z"]
        functions += [exponential("x", "rate*(values_here - Z1)"), exponential("z", "-(e - 1 - rate)*Z0")]
    whole, above, grown = f"{path}*exp(-(exp(rate) - 1 - rate)*S1)", "(values - S0)", "1 + (e - 1 - rate)*S1"
    some, spread = s.linear({"S0": 1}), s.linear({"S1": 1})

    bend = product((above, 2, 1), then=compare("e", "f", by="log"))
    least = rises("rate", ZERO, rises("rate", ZERO, bend))
    positive = product(*((name, 1, 1) for name in ("p", *factors, "h")), then=least)
    inside = by_zero("p", cell(positive, functions=[*functions, exponential("f", f"rate*{above}")]), cell(ZERO))
    form = {"S2": -1, "p": f"{whole}*(1 - rate*S0)", "S0": f"{whole}*rate", "S1": f"{whole}*(exp(rate) - 1 - rate)"}
    most = s.linear(form, by(some, then=inside))

    rest = compare("1", f"h*({grown})", by="log", then=tangent(grown))
    within = product(*((name, 1, 1) for name in factors), then=rest)
    s.step(most, spread, proof=cell(use((0, 1), then=within), functions=[*functions, logarithm("l", grown)]))
