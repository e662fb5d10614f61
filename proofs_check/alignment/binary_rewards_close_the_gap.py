"""With binary rewards the two coverage coefficients of the best policy agree.

The best policy is ``p`` conditioned on ``{r = 1}``; its density is constant there, so
``C = C_inf = 1/p(r = 1)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.coefficients import l1_coverage, linf_coverage


def derived(i):
    """The mass of the responses of reward 1, and the law conditioned on them; the base law times 0 where there is none."""
    correct = xp.at_least(i.score, xp.ratio(1, 2))
    mass = xp.dot(i.base, correct)
    return {"mass": mass, "best": i.base * correct / xp.where(mass > 0, mass, 1)}


CLAIM = Claim(
    statement=r"C(\pi^*) = C_\infty(\pi^*) = 1/p(r = 1), \quad \pi^* = p(\cdot \mid r = 1)",
    source=Source("arXiv:2503.21878", "binary rewards", status="second-hand"),
    space=lambda n: Space(base=Simplex(n, positive=True), score=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 5),
    given={"some response is correct": lambda i: i.mass > 0},
    relation="==",
    chain=(lambda i: l1_coverage(i.best, i.base), lambda i: linf_coverage(i.best, i.base), lambda i: 1 / i.mass),
)
