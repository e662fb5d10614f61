"""In each round the bound less the regret to an arm is a sum of squares, one for each arm."""

from theory_lab.proofs.sketches import ZERO, Sketch, cell, either, use
from theory_lab.proofs.sketches.moves import Tree


def sketch(s: Sketch) -> None:
    """S0 is the regret, S1 the squared errors, S2 the number of rounds."""
    arms = (len(s.pattern.tables) - 1) // 2
    whole = "(" + " + ".join(f"weights_c{k}" for k in range(arms)) + ")"

    def to(best: int, k: int = 1) -> Tree:
        """The cases of the best arm, and the squares for it."""
        if k < arms:
            return either(to(best, k + 1), to(k, k + 1))
        signs = ["-" if j == best else "+" for j in range(arms)]
        roots = [f"2*weights_c{j}*(offset*means_c{j} - offset*level + 1) {sign} {whole}" for j, sign in enumerate(signs)]
        return cell(use(*((root, f"1/(8*offset*weights_c{j}*{whole})") for j, root in enumerate(roots)), then=ZERO))

    s.step(s.linear({"S0": -1, "S1": "offset/2", "S2": f"{arms - 1}/(2*offset)"}, to(0)))
