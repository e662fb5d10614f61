"""A binary symmetric channel contracts KL by the square of its correlation.

``KL(pK || qK) <= (1 - 2d)^2 KL(p || q)``; coins that are nearly fair attain it in the limit.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(p\,\mathrm{BSC}_\delta \| q\,\mathrm{BSC}_\delta) \le (1 - 2 \delta)^2\, \mathrm{KL}(p \| q)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 33, the binary symmetric channel",
        status="second-hand",
    ),
    space=Space(p=Simplex(2), q=Simplex(2, positive=True), flip=Ratio(0, xp.ratio(1, 2))),
    lhs=lambda i: kl((1 - i.flip) * i.p + i.flip * i.p[::-1], (1 - i.flip) * i.q + i.flip * i.q[::-1]),
    rhs=lambda i: (1 - 2 * i.flip) ** 2 * kl(i.p, i.q),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1], "flip": [1, 4]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * (1 - 2 * i.flip) ** 2 * kl(i.p, i.q),
)  # fmt: skip
