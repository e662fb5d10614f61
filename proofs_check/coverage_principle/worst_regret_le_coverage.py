"""Best-of-N succeeds on what is covered.

At one prompt let ``c`` be the uncovered mass. A level set of the reward with covered target mass
``g <= 1 - c`` has base mass at least ``g/M``, so the regret is at most ``c`` plus the mean of
``g - 1 + (1 - g/M)^N``, which is convex in ``g`` and 0 at ``g = 0``: this is the second expression, from
which the others follow. No lower bound on ``N`` and no condition on the coverage is needed.
"""

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def prompts_and_responses(prompts: int, responses: int) -> Space:
    """A prompt law, a target and a base law for every prompt, a level, a number of draws."""
    rows: dict[str, Any] = {f"{name}{x}": Simplex(responses) for x in range(prompts) for name in ("t", "q")}
    return Space(prompts=Simplex(prompts), **rows, level=Ratio(1, 20), draws=Choice(1, 2, 3, 8, 30))


def mean(i: Instance, quantity: str) -> Array:
    """The mean over prompts of the worst regret, of the uncovered mass, or of the bound at one prompt."""
    values = []
    for x in range(i.size[0]):
        target, base = getattr(i, f"t{x}"), getattr(i, f"q{x}")
        uncovered = coverage(target, base, i.level)
        missed = (1 - (1 - uncovered) / i.level) ** i.draws
        of_prompt = {"coverage": uncovered, "bound": xp.maximum(uncovered, missed)}
        values.append(worst_regret(target, base, i.draws) if quantity == "regret" else of_prompt[quantity])
    return xp.dot(i.prompts, xp.stack(values))


def exponential(i: Instance) -> Array:
    """``Cov_M + exp(-N/M)``."""
    return mean(i, "coverage") + xp.exp(-i.draws / i.level)


CLAIM = Claim(
    statement=(
        r"W_N \le \mathrm{E}_x \max\{c(x), (1 - (1 - c(x))/M)^N\} \le \mathrm{Cov}_M + (1 - 1/M)^N"
        r" \le \mathrm{Cov}_M + e^{-N/M}, \quad c(x) = t(R \ge M \mid x)"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Proposition D.6", status="derived"),
    space=lambda size: prompts_and_responses(*size),
    sizes=((1, 2), (1, 3), (1, 6), (2, 2), (3, 2)),
    chain=(
        lambda i: mean(i, "regret"),
        lambda i: mean(i, "bound"),
        lambda i: mean(i, "coverage") + (1 - 1 / i.level) ** i.draws,
        exponential,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * exponential(i),
)
