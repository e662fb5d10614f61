"""What does the chi-square divergence say about KL, the Hellinger distance and total variation?

Here ``H^2`` is ``sum (sqrt p - sqrt q)^2``, in [0, 2].
"""

from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import chi2, hellinger2, kl, total_variation

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target=("kl", "chi2"),
    quantities={
        "kl": lambda i: kl(i.p, i.q),
        "chi2": lambda i: chi2(i.p, i.q),
        "h2": lambda i: 2 * hellinger2(i.p, i.q),
        "tv": lambda i: total_variation(i.p, i.q),
    },
    symbols={"kl": r"\mathrm{KL}", "chi2": r"\chi^2", "h2": "H^2", "tv": r"\mathrm{TV}"},
)
