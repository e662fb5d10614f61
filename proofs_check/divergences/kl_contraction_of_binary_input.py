"""A channel with two inputs contracts KL by one less the squared affinity of its rows.

``KL(pK || qK) <= (1 - (sum_y sqrt(K_0y K_1y))^2) KL(p || q)``.  For the binary symmetric channel that is the square of its
correlation, attained in the limit by coins that are nearly fair; for a channel that erases with chance ``e`` it is
``1 - e^2``, while ``1 - e`` is true.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(pK \| qK) \le \big(1 - (1 - H^2(K_0, K_1))^2\big)\, \mathrm{KL}(p \| q) \text{ for two inputs}",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 33, channels with two inputs",
        status="second-hand",
    ),
    space=lambda m: Space(p=Simplex(2), q=Simplex(2, positive=True), a=Simplex(m), b=Simplex(m)),
    sizes=(2, 3),
    lhs=lambda i: kl(i.p[0] * i.a + i.p[1] * i.b, i.q[0] * i.a + i.q[1] * i.b),
    rhs=lambda i: (1 - (1 - hellinger2(i.a, i.b)) ** 2) * kl(i.p, i.q),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1], "a": [3, 1], "b": [1, 3]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * (1 - (1 - hellinger2(i.a, i.b)) ** 2) * kl(i.p, i.q),
)  # fmt: skip
