"""KL given a leaf, by how far the walk is from its limit: the last step of the regret of Theorem 4.1, for any law and limit.

With ``x`` the chi-square distance of the law to its limit over the mass of a set, the set has at least ``1 - sqrt(x)`` of its mass
in the limit, by Cauchy-Schwarz. Given the set the distance is at most ``x/(1 - sqrt(x))^2``, for the limit is the multiple of
itself that is nearest to the law on the set; and KL is at most chi-square. In `sampling_kl_le`, which has the walk itself, the set
are the leaves, and the distance is a return probability (`return_probability_eq`). The set may be soft: an outcome belongs to it
with some probability.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import chi2, kl
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The law and its limit given the set, and the distance over the mass of the set."""
    whole, mass = (xp.dot(law, i.member) for law in (i.law, i.limit))
    return {
        "given": i.law * i.member / xp.where(whole > 0, whole, 1),
        "target": i.limit * i.member / xp.where(mass > 0, mass, 1),
        "x": xp.where(mass > 0, chi2(i.law, i.limit) / xp.where(mass > 0, mass, 1), 1),
    }


def bound(i: Instance) -> Array:
    """``x/(1 - sqrt(x))^2``."""
    return i.x / (1 - xp.sqrt(i.x)) ** 2


CLAIM = Claim(
    statement=r"\mathrm{KL}\bigl(p(\cdot \mid \Lambda)\,\|\,\mu(\cdot \mid \Lambda)\bigr) \le"
    r" \chi^2\bigl(p(\cdot \mid \Lambda)\,\|\,\mu(\cdot \mid \Lambda)\bigr) \le \frac{x}{(1 - \sqrt x)^2},"
    r" \quad x = \frac{\chi^2(p \| \mu)}{\mu(\Lambda)} < 1",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, given a leaf, for any law and its limit", status="derived"),
    space=lambda n: Space(law=Simplex(n), limit=Simplex(n, positive=True), member=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 5),
    given={"mixed": lambda i: i.x < 1},
    chain=(lambda i: kl(i.given, i.target), lambda i: chi2(i.given, i.target), bound),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
