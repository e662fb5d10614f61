"""The logarithm of a sum of exponentials is a smooth maximum.

The largest summand is at most the sum, which is at most ``n`` times the largest. Equality above where all scores agree; below the
largest score has to be far above all others.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Table

CLAIM = Claim(
    statement=r"\max_k r_k \le \log \sum_k e^{r_k} \le \max_k r_k + \log n",
    source=Source("Boyd and Vandenberghe, Convex Optimization", "Section 3.1.5, log-sum-exp", status="second-hand"),
    space=lambda n: Space(r=Table(n, -20, 20)),
    sizes=(2, 3, 4),
    chain=(
        lambda i: xp.max(i.r),
        lambda i: xp.log(xp.sum(xp.exp(i.r))),
        lambda i: xp.max(i.r) + xp.log(i.size),
    ),
)
