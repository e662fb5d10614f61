"""Cauchy-Schwarz over cells, and at each cell over the models, where Lagrange's identity tells what is left."""

import itertools

from theory_lab.proofs.sketches import SIGNS, ZERO, Sketch, cell, either, product, use


def sketch(s: Sketch) -> None:
    """S0 is what is paid, S1 the sum of the largest occupancies, S2 what is learned."""
    models = range(len(s.pattern.tables) // 2)
    weights, visits, errors = ([f"{of}{k}" for k in models] for of in ("prior_", "visits_c", "errors_c"))
    spread = " + ".join(f"{w}*{e}**2" for w, e in zip(weights, errors, strict=True))
    pairs = [
        (f"{visits[j]}*{errors[k]} - {visits[k]}*{errors[j]}", f"{weights[j]}*{weights[k]}")
        for j, k in itertools.combinations(models, 2)
    ]

    def largest(less: dict[int, list[int]], best: int, k: int):
        """The cases of the largest occupancy: the facts that add up to what it has more than each of the others."""
        if k == len(models):
            told = [(fact + 2, f"{weights[j]}*{visits[j]}*({spread})") for j, facts in less.items() for fact in facts]
            return cell(use(*told, *pairs, then=ZERO), bounds=[])
        more = {j: [*facts, k - 1] for j, facts in less.items()} | {best: [k - 1]}
        return either(largest({**less, k: [k - 1]}, best, k + 1), largest(more, k, k + 1))

    at_cell = largest({}, 0, 1)
    met = " + ".join(f"{w}*{d}" for w, d in zip(weights, visits, strict=True))
    learned = cell(product((met, 1, 1, SIGNS), then=use(*zip(errors, weights, strict=True), then=ZERO)), bounds=[])
    s.step(s.square(u={"S1": 1}, v={"S2": 1}, x={"S0": 1}, proofs=(None, learned, at_cell)))
