"""Cauchy-Schwarz in each output: a square for each pair of inputs."""

from itertools import combinations

from theory_lab.proofs.sketches import ZERO, Sketch, cell, compare, root, squared, use


def sketch(s: Sketch) -> None:
    """S0 is twice the distance of the outputs; p_0, p_1, ... are squares of u0, u1, ..., and q_0, q_1, ... of v0, v1, ..."""
    inputs = range(len(s.pattern.laws))

    def mixed(by: str) -> str:
        return "(" + " + ".join(f"row{x}*{by.replace('_', str(x))}" for x in inputs) + ")"

    squares = [(f"u{x}*v{y} - u{y}*v{x}", f"4*row{x}*row{y}") for x, y in combinations(inputs, 2)]
    roots = [root("f", mixed("u_**2")), root("g", mixed("v_**2"))]
    then = cell(compare("2*f*g", f"2*{mixed('u_*v_')}", then=use(*squares, then=ZERO)), bounds=[], functions=roots)
    for x in inputs:
        then = squared(f"p_{x}", f"u{x}", then=squared(f"q_{x}", f"v{x}", then=then))
    main = s.linear({"S0": -1, **{f"row{x}": f"(sqrt(p_{x}) - sqrt(q_{x}))**2" for x in inputs}}, then)
    same = [root(f"{law}{x}", f"{law}_{x}") for law in "pq" for x in inputs]
    s.step(main, proof=cell(use((0, "1/2"), then=ZERO), bounds=[], functions=same))
