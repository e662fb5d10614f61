"""Both divergences are at least the logarithm of the squared affinity, to which Cauchy-Schwarz compares the total variation."""

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, cell, either, exponential, logarithm, product, tangent, use

FUNCTIONS = [exponential("h", "distance*features/2")]


def by_sides(*cases):
    """Where the model has more than the data law, and where it has not."""
    return either(either(*(cell(one, functions=FUNCTIONS) for one in cases)))


def sketch(s: Sketch) -> None:
    """S0 normalises the model, S1 is KL, S2 and S4 are the means of the feature, S3 the mean square after the step."""
    half = s.sum("data*exp(distance*features/2)")
    model = "data*exp(distance*features)/kept(S0)"
    apart = s.sum(f"part({model} - data)")
    functions = [*FUNCTIONS, logarithm("l", "S0"), logarithm("t", half)]
    norm = s.positive({"S0": 1}, "data")
    some = s.positive({half: 1}, "data")
    reverse = s.linear(
        {"S2": "distance", "S0": f"(2*log({half}) - 2*log(S0) - 2)*1/S0", half: f"2*1/{half}"},
        cell(tangent(f"S0/({half}*h)", "2*data*h**2/S0", ZERO), functions=functions),
    )
    exact = [s.linear({"S1": c, "data": f"-({c})*log(S0)", "S4": f"{c}*distance"}) for c in (1, -1)]
    ends = [use((2, f"1 {sign} features"), then=ZERO) for sign in "+-"]
    gaps = [s.linear({apart: 2, "data": 1, "S0": "-1/S0", "S2": c, "S4": -c}, by_sides(*ends[::c])) for c in (1, -1)]
    over, times = (product(("S0", power, 1), then=SIGNS) for power in (-1, 1))
    sides = by_sides(SIGNS, over), by_sides(SIGNS, times), by_sides(ZERO, ZERO)
    alike = s.square(u={"S0": "1/S0", apart: -1}, v={"data": "S0", apart: "S0"}, x={half: 1}, proofs=sides)
    rest = "distance - part*S2/2"
    form = {"data": f"({rest})**2 - part**2*S4**2/4", "S4": f"({rest})*part + part**2*S4/2", "S5": "part**2/4"}
    moved = [s.linear({"S3": c} | {name: f"-({c})*({text})" for name, text in form.items()}) for c in (1, -1)]
    told = use(
        (0, "part"),
        (1, "part"),
        (2, f"part**2/4*(2*{apart} + S4 - S2)", use((3, "part**2/4"), then=ZERO)),
        (4, "part/S0"),
        (5, 1),
        (apart, "part*(1 - part)"),
        then=tangent(f"{half}**2/S0", "part", ZERO),
    )
    bounds = [(6, half, "low", 0), (7, "S0", "low", 0)]
    end = cell(told, bounds=bounds, functions=[logarithm("l", "S0"), logarithm("t", half)])
    s.step(reverse, exact[1], *gaps, alike, moved[1], some, norm, proof=end)
