"""From every node the probability is at most the product of the bounds that are left, for a mean is at most the largest."""

from theory_lab.proofs.sketches import Induction, cell, use


def induction(s: Induction) -> None:
    """c0 is the bound of the round; of each node are its share and its moves, and v the probability; last is the product."""
    nodes = s.size[0]
    product, ahead = f"v{nodes}", nodes * nodes + 1  # the induction's facts are behind those of the rows
    s.fact("rows", "c0")
    for node in range(nodes):
        first = (nodes + 1) * node + 2
        others = [f"c{first + k}" for k in range(nodes - 1)]
        last = " - ".join(("1", *others))
        s.equal("rows", f"c{first + nodes - 1}", last)
        for one in (*others, last):
            s.fact("rows", one)
    s.fact("back", product)
    for node in range(nodes):
        share, first = f"c{(nodes + 1) * node + 1}", (nodes + 1) * node + 2
        moves = [f"c{first + k}" for k in range(nodes - 1)]
        moves.append(f"(1 - {' - '.join(moves)})")
        told = [(ahead + 1 + k, f"c0*{share}*{one}") for k, one in enumerate(moves)]
        s.fact("back", f"{product} - v{node}", back=cell(use(*told, (ahead, f"c0*(1 - {share})"))))
