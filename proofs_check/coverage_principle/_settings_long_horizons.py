"""Plain gradient steps at long horizons, exactly, on the samples whose letters are all the likeliest one.

Two instances defeat a constant rate (Proposition 5.1): a flat prompt that is drawn so rarely that its exponent does not get far
enough, and a sharp prompt on which the parameter jumps to and fro. With a scale of some dozens nearly all samples consist of the
likeliest letter, and on these the parameters are a sequence of numbers; what is summed over is how often a prompt is drawn.

Main definitions: `rare_prompt` (how likely the flat prompt is), `flat_chance`, `sharp_mass`.

Conventions: the effective step is ``etabar = rate H B``; probabilities are lower bounds, in balls.
"""

from __future__ import annotations

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.learning.training import count_states, updates
from theory_lab.numbers import Array

BALL = updates.ball()


def rare_prompt(horizon: int, steps: int, scale: int, log_level: int, constant: Array) -> Array:
    """``min(1, H / (c T B log N))``, the probability of the flat prompt; ``c = 512 e`` in Lemma I.7."""
    return xp.minimum(horizon / (constant * steps * scale * log_level), 1)


def flat_chance(horizon: int, steps: int, scale: int, log_level: int, step: Fraction, rare: Array) -> Array:
    """The probability that the likeliest response to the flat prompt stays uncovered, on samples of likeliest letters alone.

    The exponent starts at ``log(H/(4 log N)) - 1``; a response to the prompt adds ``B etabar (1 - E y)`` to it, one to the
    other prompt nothing, and the projection acts only on exponents that are larger than what covers the response.
    """
    truth = xp.exact(Fraction(scale, 2))
    start = xp.log(xp.exact(Fraction(horizon, 4 * log_level))) - 1
    exponent, visits = start, xp.exact(0)
    for k in range(steps + 1):
        if not bool(count_states.flat_uncovered(exponent, horizon, log_level, truth) >= 1):
            break
        visits = visits + xp.binomial(steps, k) * rare**k * (1 - rare) ** (steps - k)
        exponent = exponent + scale * step * count_states.flat_pull(exponent)
    return visits * xp.exp(-horizon * steps * count_states.flat_loss(truth))


def sharp_mass(horizon: int, steps: int, scale: int, step: Fraction) -> tuple[Array, Array]:
    """The probability of samples of likeliest letters alone, and the mass of the likeliest response if these leave it uncovered.

    Uncovered at ``log N <= H B / 8``, at the start ``v_1`` and at every step; the mass is 0 if it gets covered at some step.
    """
    features = count_states.sharp_prompt(xp.exact(scale), xp.exact(step))
    truth, theta = features[0, 1] / scale, features[0, 2] / scale
    data, mode = count_states.letter_laws(features, truth), xp.exact(count_states.modal_counts(horizon, 0, 1, (1, 3)))
    gradient, kept = count_states.count_gradient(features), xp.exact(1)
    for _ in range(steps):
        ratio = count_states.log_ratio(data, count_states.letter_laws(features, theta), mode)
        kept = xp.minimum(kept, xp.at_least(ratio, Fraction(horizon * scale, 8)))
        theta = updates.plain(theta, gradient(theta, mode), step / (horizon * scale), BALL)
    likely = xp.log(data[0, 1])
    return xp.exp(horizon * steps * likely), kept * xp.exp(horizon * likely)
