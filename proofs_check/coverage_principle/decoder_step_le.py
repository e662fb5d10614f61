"""One letter of token-level training: what the divergence costs in distance to the truth, for any number of letters.

The step of Theorem 6.1. The model is ``q ~ p e^(d f)`` where ``d`` is the parameter less the true one and ``f`` a feature of
the letter, between -1 and 1, and a gradient step on a letter of the data law ``p`` moves ``d`` by ``eta (f - E_q f)``. So the
mean square of ``d`` falls by ``2 eta`` times ``KL(p || q) + KL(q || p)`` and rises by ``eta^2`` times the variance of ``f``
and the square of the gap of its means. Both divergences are at least the squared Hellinger distance, of which that square is
at most four times; so with ``eta <= 1/2`` the reverse divergence pays for it, and ``2 eta KL(p || q)`` is left. Over all
letters of all words it adds up to `decoder_mean_kl_le`, without the horizon and with half of its bound. Projections only come
nearer.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The divergence of the model, times ``2 eta``, and what the squared distance loses but for the variance."""
    rate = i.part / 2
    weights = i.data * xp.exp(i.distance * i.features)
    model = weights / xp.sum(weights)
    moved = i.distance + rate * (i.features - xp.dot(model, i.features))
    variance = xp.dot(i.data, (i.features - xp.dot(i.data, i.features)) ** 2)
    return {
        "divergence": 2 * rate * xp.sum(i.data * xp.log(i.data / model)),
        "progress": i.distance**2 - xp.dot(i.data, moved**2) + rate**2 * variance,
    }


CLAIM = Claim(
    statement=r"q \propto p\, e^{(\theta - \theta^*) \phi},\ |\phi| \le 1,\ \eta \le \tfrac12: \quad"
    r" 2 \eta\,\mathrm{KL}(p \| q) \le (\theta - \theta^*)^2 - \mathbb E_p \bigl(\theta + \eta (\phi - \mathbb E_q \phi) -"
    r" \theta^*\bigr)^2 + \eta^2\,\mathrm{Var}_p(\phi)",
    source=Source("arXiv:2510.15020", "Theorem 6.1, one letter and one feature", status="derived"),
    space=lambda n: Space(
        data=Simplex(n, positive=True),
        features=Table(n, -1, 1),
        distance=Ratio(-2, 2),
        part=Ratio(xp.ratio(1, 16), 1),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: i.divergence,
    rhs=lambda i: i.progress,
    loose="near the truth the reverse divergence is as large as the other one, and the noise that it pays for at most 1/2 of it",
)
