"""What do the chi-square divergence and the Hellinger distance say about the KL divergence?

Here ``H^2`` is ``sum (sqrt p - sqrt q)^2``, in [0, 2].
"""

from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import chi2, hellinger2, kl

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target="kl",
    quantities={
        "kl": lambda i: kl(i.p, i.q),
        "chi2": lambda i: chi2(i.p, i.q),
        "h2": lambda i: 2 * hellinger2(i.p, i.q),
    },
    symbols={"kl": r"\mathrm{KL}", "chi2": r"\chi^2", "h2": "H^2"},
    known={
        r"H^2 \le \mathrm{KL}": r"from $-2 \log(1 - H^2/2) \le \mathrm{KL}$",
        r"H^2 + \tfrac{1}{4} (H^2)^2 \le \mathrm{KL}": r"from $-2 \log(1 - H^2/2) \le \mathrm{KL}$",
        r"\mathrm{KL} \le \chi^2": "Gibbs and Su",
        r"\mathrm{KL} \le \log(1 + \chi^2)": "Gibbs and Su",
    },
)
