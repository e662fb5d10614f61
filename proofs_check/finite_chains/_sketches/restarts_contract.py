"""Two chains that do not restart are apart by what the pairs of their next states are, in the mean over all of these."""

import itertools

from theory_lab.proofs.sketches import ZERO, Induction, cell, use


def law(shares: list[str]) -> list[str]:
    """The law of the first state with this probability, of the second one with that, if it is not the first, and so on."""
    rests = ["*".join(("1", *(f"(1 - {share})" for share in shares[:k]))) for k in range(len(shares) + 1)]
    return [f"{share}*{rest}" for share, rest in zip([*shares, "1"], rests, strict=True)]


def induction(s: Induction) -> None:
    """c0 is the probability of no restart; v are the means, and last the product."""
    states = s.size[0]
    means, bound = [f"v{x}" for x in range(states)], f"v{states}"
    firsts = range(states, states**2, states - 1)
    moves = [law([f"c{first + k}" for k in range(states - 1)]) for first in firsts]
    ends = ["1", *(f"others_{k}" for k in range(states - 1))]
    for x in range(states):
        moved = " + ".join(f"{one}*{end}" for one, end in zip(moves[x], ends, strict=True))
        s.equal("rows", f"c{states**2 + x}", f"({ends[x]} + {moved})/2")
    pairs = list(itertools.permutations(range(states), 2))
    s.fact("back", bound)
    for x, y in pairs:
        told = [(1 + pairs.index((x, y)), "c0/2")]
        for z, w in itertools.product(range(states), repeat=2):
            told.append((0 if z == w else 1 + pairs.index((z, w)), f"c0*{moves[x][z]}*{moves[y][w]}/2"))
        s.fact("back", f"{bound} - {means[x]} + {means[y]}", back=cell(use(*told, then=ZERO)))
