"""KL given a leaf, by how far the walk is from its limit: the last step of the regret of Theorem 4.1, for any law and limit.

Given a set the chi-square distance of a law to its limit is at most ``x/(1 - x)``, where ``x`` is the distance of the whole law
over the mass of the set in the limit: with ``M`` and ``P`` the masses of the set, ``P^2`` times the distance given it is at most
``M chi2 - (P - M)^2``, which is ``P^2 x/(1 - x)`` less a square. KL is at most chi-square. The argument of `sampling_kl_le` has
``(1 - sqrt(x))^2``, for ``P >= M (1 - sqrt(x))``; there the law is that of the walk itself, the set are the leaves, and the
distance is a return probability (`return_probability_eq`). The set may be soft: an outcome belongs to it with some probability.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import chi2
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The law and its limit given the set, the distance over the mass of the set, 1 where it has none, and what is left of 1."""
    whole, mass = (xp.dot(law, i.member) for law in (i.law, i.limit))
    some = xp.where(mass > 0, mass, 1)
    x = xp.where(mass > 0, chi2(i.law, i.limit) / some, 1)
    given = i.law * i.member / xp.where(whole > 0, whole, 1)
    return {"given": given, "target": i.limit * i.member / some, "x": x, "room": xp.maximum(1 - x, 0)}


def divergence(i: Instance) -> Array:
    """KL given the set, by terms that are nonnegative: it has a value where the law misses the set, too."""
    return xp.sum(xp.kl_term(i.given, i.target))


CLAIM = Claim(
    statement=r"(1 - x)_+\,\mathrm{KL}\bigl(p(\cdot \mid \Lambda)\,\|\,\mu(\cdot \mid \Lambda)\bigr) \le"
    r" (1 - x)_+\,\chi^2\bigl(p(\cdot \mid \Lambda)\,\|\,\mu(\cdot \mid \Lambda)\bigr) \le x,"
    r" \quad x = \frac{\chi^2(p \| \mu)}{\mu(\Lambda)}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, given a leaf, for any law and its limit", status="derived"),
    space=lambda n: Space(law=Simplex(n), limit=Simplex(n, positive=True), member=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 5),
    chain=(lambda i: i.room * divergence(i), lambda i: i.room * chi2(i.given, i.target), lambda i: i.x),
    sharpened=lambda i: xp.ratio(9, 10) * i.x,
)
