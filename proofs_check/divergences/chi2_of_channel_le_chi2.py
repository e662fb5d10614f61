"""Data processing of the chi-square divergence, by a channel of two inputs and any number of outputs.

At each output it is the inequality of Cauchy and Schwarz over both inputs. Equality where the channel keeps the inputs apart.
"""

from proofs_check.divergences._settings_channels import output, through
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import chi2

CLAIM = Claim(
    statement=r"\chi^2(pK \| qK) \le \chi^2(p \| q) \text{ for every channel } K",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning",
        "Chapter 7, data processing by a channel",
        status="second-hand",
    ),
    space=through,
    sizes=((2, 2), (2, 3), (2, 4)),
    lhs=lambda i: chi2(output(i, i.p), output(i, i.q)),
    rhs=lambda i: chi2(i.p, i.q),
    tight_at={"p": [1, 2], "q": [1, 1], "row0": [1, 0], "row1": [0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * chi2(i.p, i.q),
)
