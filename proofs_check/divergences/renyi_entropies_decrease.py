"""Renyi entropies decrease with their order: 0, 1, 2 and infinity.

Jensen at both ends of ``log``, and ``sum p^2 <= max p``. All four agree at uniform laws.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.information import entropy

CLAIM = Claim(
    statement=r"-\log \max p \le -\log \sum p^2 \le H(p) \le \log n",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 1, Renyi entropy", status="second-hand"
    ),
    space=lambda n: Space(p=Simplex(n)),
    sizes=(2, 3, 4),
    chain=(
        lambda i: -xp.log(xp.max(i.p)),
        lambda i: -xp.log(xp.sum(i.p**2)),
        lambda i: entropy(i.p),
        lambda i: xp.log(i.size),
    ),
    tight_at={"p": [1, 1]},
)
