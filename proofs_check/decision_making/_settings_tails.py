"""Both tails of sums against their conditional means in proofs by hand: one outline, by the sign of the exponent.

Main definitions: `tail`.
"""

from __future__ import annotations

from theory_lab.proofs.sketches import Sketch, cell, compare, exponential, logarithm, product, tangent, use


def tail(s: Sketch, sign: int) -> None:
    """``e^(sx) <= 1 + (e^s - 1) x`` at each node, an equality at 0 and at 1, and then ``1 + y <= e^y``.

    S0 is the mean at the node, S1 what the children make of the factor of the node, which is ``path``.
    """
    if not s.pattern.sums:
        return s.step()
    known = {name for name, *_ in s.pattern.parameters}
    factors = ["p_path"] if "p_path" in known else []
    functions = [exponential("e", f"{sign}"), exponential("h", "(1 - e)*S0"), logarithm("l", "1 - (1 - e)*S0")]
    path = "*".join(["1", *factors])
    if "Z0" in known:
        path += f"*exp({sign}*values_here)*exp((1 - exp({sign}))*Z0)"
        factors += ["x", "z"]
        functions += [exponential("x", f"{sign}*values_here"), exponential("z", "(1 - e)*Z0")]
    factor = f"{path}*exp((1 - exp({sign}))*S0)"
    most = s.linear({"S1": -1, "p": factor, "S0": f"-{factor}*(1 - exp({sign}))"})
    rest = compare("1", "h*(1 - (1 - e)*S0)", by="log", then=tangent("1 - (1 - e)*S0"))
    within = product(*((name, 1, 1) for name in factors), then=rest)
    s.step(most, s.linear({"S0": 1}), s.linear({"S0": -1, "p": 1}), proof=cell(use((0, 1), then=within), functions=functions))
