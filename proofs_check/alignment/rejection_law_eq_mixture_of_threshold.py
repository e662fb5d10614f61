"""What inference-time pessimism outputs, said of the threshold of its weight: a theorem for every number of responses.

As in `rejection_law_eq_mixture`, with the policy ``p (rhat - l)_+/b'`` of a threshold in place of the maximiser of strength
``b' = E_p (rhat - l)_+``, which it is (`pessimistic_policy_optimal_of_threshold`). Outcome by outcome both laws are ``p eta`` and
``p (rhat - l)_+/(R - l)`` times the mean number of draws; for ``1 - eta`` is the latter in sum. The ``room`` is ``R - l``.
"""

from proofs_check.alignment._settings import responses
from proofs_check.alignment._settings_thresholds import policy_above
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Source
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The strength and the policy of the threshold."""
    strength, policy = policy_above(i.base, i.reward, 1 - i.room)
    return {"mean": strength, "policy": policy}


def mixture(i: Instance) -> Array:
    """``(1 - eta) pi_b' + eta p`` with ``eta = (1 - b'/(R - l))^N`` and ``R = 1``."""
    missed = (1 - i.mean / i.room) ** i.draws
    return (1 - missed) * i.policy + missed * i.base


def sampled(i: Instance) -> Array:
    """The rejection sampler with weight ``(rhat - l)_+/b`` and level ``(R - l)/b``; the strength ``b`` drops out."""
    excess = xp.maximum(i.reward - 1 + i.room, 0)
    return rejection_law(i.base, excess / i.strength, i.room / i.strength, i.draws, i.base)


CLAIM = Claim(
    statement=r"b' = \mathbb E_p(\hat r - l)_+ > 0,\ \pi_{b'} = p\,(\hat r - l)_+/b': \quad"
    r" \mathrm{RS}_{N,M}(w) = (1-\eta)\,\pi_{b'} + \eta\,p, \quad \eta = (1 - b'/(R-l))^N",
    source=Source("arXiv:2503.21878", "Theorem 4.1, conditional law of the sampler, by its threshold", status="derived"),
    space=lambda n: responses(
        n,
        room=Ratio(xp.ratio(1, 16), 3),
        strength=Ratio(xp.ratio(1, 16), 4),
        draws=Count(0, 12),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    given={"some reward is above the threshold": lambda i: i.mean > 0},
    relation="==",
    lhs=lambda i: xp.sum(abs(sampled(i) - mixture(i))),
    rhs=lambda i: 0,
)
