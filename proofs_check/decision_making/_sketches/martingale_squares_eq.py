"""At every node the mean of the next increment is 0, so that its product with the sum so far has the mean 0."""

from theory_lab.proofs.sketches import Sketch


def sketch(s: Sketch) -> None:
    """S0 is the mean at the node, S1 the second moment of the children's sums, S2 the variance."""
    known = {name for name, *_ in s.pattern.parameters}
    if "p_path" not in known:
        return s.step()
    if "values_above" in known:
        so_far = "(values_here - Z0 + values_above - Z1)"
    else:
        so_far = "(values_here - Z1 + Z0)" if "Z1" in known else "(values_here - Z0)"
    form = {"S1": "1", "S2": "-p_path", "S0": f"-2*p_path*{so_far}", "p": f"p_path*(2*{so_far}*S0 - {so_far}**2)"}
    s.step(*(s.linear({name: f"({sign})*({by})" for name, by in form.items()}) for sign in (1, -1)))
