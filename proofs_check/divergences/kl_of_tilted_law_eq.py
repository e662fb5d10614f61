"""Gibbs: the divergence of a tilted law from the law that it is made of.

``log(r/p) = log w - log E_p w`` at every outcome of the tilted law ``r``: it attains the supremum in Donsker and Varadhan's
variational form at the function ``log w``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def tilted(i: Instance) -> Array:
    """The law in proportion to ``p w``."""
    return i.p * i.w / xp.dot(i.p, i.w)


CLAIM = Claim(
    statement=r"\mathrm{KL}(p_w \| p) = \mathbb E_{p_w} \log w - \log \mathbb E_p w, \quad p_w \propto p\, w",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities",
        "Chapter 4, equality in the duality formula of the entropy",
        status="textbook",
    ),
    space=lambda n: Space(p=Simplex(n, positive=True), w=Table(n, xp.ratio(1, 16), 16)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: kl(tilted(i), i.p),
    rhs=lambda i: xp.dot(tilted(i), xp.log(i.w)) - xp.log(xp.dot(i.p, i.w)),
)
