"""The average divergence of sequence-level SGD.

``-log pi_theta(y)`` is convex and ``H B^2``-smooth, so co-coercivity bounds the mean square of the gradient
by ``2 sigma^2 + 2 H B^2 G`` with ``G = <grad KL, theta - theta*> >= KL``; the regret of the projected steps
does the rest. The step may not be larger: with ``eta = 8/(H B^2)`` the iterates overshoot and the bound
fails.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, mean_kl_of_sgd, parameters_in_ball, regret_and_noise, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source

CLAIM = Claim(
    statement=(
        r"\eta \le \frac{1}{2 H B^2} \implies \mathbb{E} \frac1T \sum_{t \le T} \mathrm{KL}(\pi_D \| \pi_{\theta^t})"
        r" \le \frac{\|\theta^1 - \theta^*\|^2}{\eta T} + 2 \eta \sigma_*^2"
    ),
    source=Source("arXiv:2510.15020", "Proposition 5.1", reading="the upper bound, before the choice of the step"),
    space=lambda steps: parameters_in_ball(
        lambda i: {"rate": i.steepness / (2 * TREE.depth * scale2(i.features))},
        steepness=Choice(xp.ratio(1, 1), xp.ratio(1, 4), xp.ratio(16, 1)),
    ),
    sizes=(1, 2, 3),
    given={"small step": lambda i: i.steepness <= 1},
    necessary=("small step",),
    lhs=mean_kl_of_sgd,
    rhs=regret_and_noise,
    loose=(
        "KL is at most H B^2 |theta - theta*|^2 / 2: at T = 1 a quarter of the first term at the largest step, "
        "and at most T/4 of it while no step leads away"
    ),
)
