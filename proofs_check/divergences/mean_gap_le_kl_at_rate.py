"""The transportation lemma with Hoeffding's: how far a mean moves, at any rate ``eta``.

``eta E_p f <= KL(p|q) + log E_q exp(eta f)``, and the logarithm is at most ``eta E_q f + eta^2/8`` for ``f`` in [0, 1].  The best
``eta`` gives ``sqrt(KL/2)``.  Where the laws differ no pair attains it but in the limit, a coin that is nearly fair.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Table
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\eta \big(\mathbb E_p f - \mathbb E_q f\big) \le \mathrm{KL}(p \| q) + \frac{\eta^2}{8}, \quad f \in [0, 1]",
    source=Source(
        "Boucheron, Lugosi and Massart, Concentration Inequalities",
        "Chapter 4, transportation lemma, with Hoeffding's lemma (Lemma 2.2)",
        status="textbook",
    ),
    space=lambda n: covered(n, f=Table(n, 0, 1), eta=Ratio(0, 4)),
    sizes=(2, 3, 4),
    lhs=lambda i: i.eta * (xp.dot(i.p, i.f) - xp.dot(i.q, i.f)),
    rhs=lambda i: kl(i.p, i.q) + i.eta**2 / 8,
    trivial="nonnegative",
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1], "f": [1, 1, 0], "eta": [2, 2**k]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: kl(i.p, i.q) + i.eta**2 / 9,
)
