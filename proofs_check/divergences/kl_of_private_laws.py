"""Laws within a factor of each other: pure privacy is concentrated privacy.

With ``epsilon = log t`` the KL divergence is largest for randomised response, ``epsilon tanh(epsilon/2)``, and so at most
``epsilon^2 / 2``.
"""

from proofs_check.divergences._settings_privacy import within
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=(
        r"\max\big(\tfrac{p}{q}, \tfrac{q}{p}\big) \le t \implies"
        r" \mathrm{KL}(p \| q) \le \frac{t - 1}{t + 1} \log t \le \tfrac12 \log^2 t"
    ),
    source=Source("arXiv:1605.02065", "Proposition 1.4, as the order falls to 1", status="second-hand"),
    space=within,
    sizes=(2, 3),
    chain=(
        lambda i: kl(i.p, i.q),
        lambda i: xp.log(i.t) * (i.t - 1) / (i.t + 1),
        lambda i: xp.log(i.t) ** 2 / 2,
    ),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [2**k - 1, 2**k + 1]},
    rate="1 - ratio of order 4^(-k)",
)
