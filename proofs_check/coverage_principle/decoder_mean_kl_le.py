"""The average divergence of token-level training with its own decoder: no horizon.

The parameter before letter ``h`` of a fresh training word is the one that the decoder has after the same
letters, so the regret of the token-level steps is exactly ``T`` times the average divergence of the decoder.
A token's loss is ``B^2``-smooth, whatever the length of the word. The letter of equation (21) is ``y_(h+1)``, printed ``y_h``.
"""

from proofs_check.coverage_principle._settings_loglinear import mean_kl_of_decoder, parameters_in_ball, regret_and_noise, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source

CLAIM = Claim(
    statement=(
        r"\eta \le \frac{1}{2 B^2} \implies \mathbb{E} \frac1T \sum_{t \le T}"
        r" \mathrm{KL}(\pi_D \| \pi^{\mathrm{TTT}}_{\theta^t}) \le \frac{\|\theta^1 - \theta^*\|^2}{\eta"
        r" T} + 2 \eta \sigma_*^2"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.1", reading="before the choice of the step"),
    space=lambda steps: parameters_in_ball(
        lambda i: {"rate": i.steepness / (2 * scale2(i.features))},
        steepness=Choice(xp.ratio(1, 1), xp.ratio(1, 4), xp.ratio(32, 1)),
    ),
    sizes=(1, 2, 3),
    given={"small step": lambda i: i.steepness <= 1},
    necessary=("small step",),
    lhs=mean_kl_of_decoder,
    rhs=regret_and_noise,
    loose=(
        "at T = 1 and without noise KL is at most B^2 |theta_1 - theta*|^2, half of the first term at the largest "
        "step, 2 B^2 |...|^2"
    ),
)
