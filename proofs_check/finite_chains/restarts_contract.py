"""The contraction of the convergence theorem at every horizon, for steps that may differ.

If every step restarts from some law with probability ``1 - k_t``, wherever the chain is, two chains from any starts can be
coupled then, so that after the steps they are apart with probability at most the product of the ``k_t``: no event tells the
starts apart better. Other steps stay with probability 1/2, as those of a lazy walk. An event may be a mean of values in [0, 1],
here 1 at the first state, and is computed from the last step back. Sizes are (states, steps).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def law(shares: Array) -> Array:
    """The law of the first state with this probability, of the second one with that, if it is not the first, and so on."""
    masses, rest = [], xp.exact(1)
    for share in shares:
        masses.append(rest * share)
        rest = rest * (1 - share)
    return xp.stack([*masses, rest])


def derived(i: Instance) -> dict[str, Array]:
    """The mean of ``f`` from each start, where ``f`` is 1 at the first state, and the product of the ``k_t``."""
    states = range(i.size[0])
    mean, bound = [xp.exact(1), *i.others], xp.exact(1)
    for step in reversed(range(len(i.keep))):
        keep, moves, fresh = i.keep[step], [law(shares) for shares in i.moves[step]], law(i.fresh[step])
        restarted = sum(fresh[z] * mean[z] for z in states)
        moved = [(mean[x] + sum(moves[x][z] * mean[z] for z in states)) / 2 for x in states]
        mean = [(1 - keep) * restarted + keep * one for one in moved]
        bound = keep * bound
    return {"mean": xp.stack(mean), "bound": bound}


def chains(size: tuple[int, int]) -> Space:
    """How likely each step is no restart, where it moves then, where it restarts, and ``f`` at the other states."""
    states, steps = size
    return Space(
        keep=Table(steps, xp.ratio(1, 4), 1),
        moves=Table((steps, states, states - 1), 0, 1),
        fresh=Table((steps, states - 1), 0, 1),
        others=Table(states - 1, 0, 1),
        derived=derived,
    )


CLAIM = Claim(
    statement=r"P_t = (1 - k_t)\, 1 \nu_t^\top + \tfrac{k_t}2 (I + M_t) \implies"
    r" \max_{x, y} \bigl(P_1 \cdots P_T f(x) - P_1 \cdots P_T f(y)\bigr)"
    r" \le \prod_{t \le T} k_t, \quad 0 \le f \le 1",
    source=Source("Levin and Peres 2017", "Theorem 4.9, its contraction, at every horizon and for any steps", status="derived"),
    space=chains,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: xp.max(i.mean) - xp.min(i.mean),
    rhs=lambda i: i.bound,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
