"""The exact worst case of Best-of-N.

The regret is linear in the reward's level sets (layer cake), so the worst reward is an indicator, and prompts
decouple. For a set ``S`` the regret is ``t(S) - 1 + (1 - q(S))^N``, convex in ``(t(S), q(S))``, so it is
largest at a vertex of the zonotope of these pairs: a level set of the ratio. The left side tries the level
sets of each prompt, the right side all sets of prompt-response pairs.
"""

from itertools import product
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.numbers import Array


def prompts_and_responses(prompts: int, responses: int) -> Space:
    """A prompt law, a target and a base law for every prompt, a number of draws."""
    rows: dict[str, Any] = {f"{name}{x}": Simplex(responses) for x in range(prompts) for name in ("t", "q")}
    return Space(prompts=Simplex(prompts), **rows, draws=Choice(1, 2, 3, 8))


def worst_of_prompts(i: Instance) -> Array:
    """``E_x`` of the worst regret at prompt ``x``."""
    regrets = [worst_regret(getattr(i, f"t{x}"), getattr(i, f"q{x}"), i.draws) for x in range(i.size[0])]
    return xp.dot(i.prompts, xp.stack(regrets))


def worst_of_sets(i: Instance) -> Array:
    """The largest regret of the indicator of a set of prompt-response pairs, over all sets."""
    prompts, responses = i.size
    sets = np.array(list(product((0, 1), repeat=prompts * responses))).reshape(-1, prompts, responses)
    regrets = 0
    for x in range(prompts):
        target = xp.sum(getattr(i, f"t{x}") * sets[:, x], axis=1)
        missed = xp.sum(getattr(i, f"q{x}") * (1 - sets[:, x]), axis=1) ** i.draws
        regrets = regrets + i.prompts[x] * (target - 1 + missed)
    return xp.max(regrets)  # type: ignore[arg-type]


CLAIM = Claim(
    statement=(
        r"\sup_{r : X \times Y \to [0,1]} \mathrm{regret}_N(r) = \mathrm{E}_x \max_{s} \big[ t(R \ge s \mid x) - 1"
        r" + (1 - q(R \ge s \mid x))^N \big]"
    ),
    source=Source("arXiv:2510.15020", "exact form of Propositions D.6 and D.7", status="derived"),
    space=lambda size: prompts_and_responses(*size),
    sizes=((1, 4), (3, 2)),
    relation="==",
    lhs=worst_of_prompts,
    rhs=worst_of_sets,
)
