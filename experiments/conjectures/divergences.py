"""Which inequalities hold between total variation, the Hellinger distance and the KL divergence?

Here ``H^2`` is ``sum (sqrt p - sqrt q)^2``, in [0, 2].
"""

from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import hellinger2, kl, total_variation

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target=("tv", "h2"),
    quantities={
        "tv": lambda i: total_variation(i.p, i.q),
        "h2": lambda i: 2 * hellinger2(i.p, i.q),
        "kl": lambda i: kl(i.p, i.q),
    },
    symbols={"tv": r"\mathrm{TV}", "h2": "H^2", "kl": r"\mathrm{KL}"},
    known={
        r"\mathrm{TV} \le 1": "range",
        r"H^2 \le 2": "range",
        r"H^2 \le \mathrm{KL}": r"from $-2 \log(1 - H^2/2) \le \mathrm{KL}$",
        r"H^2 \le 2 - 2 e^{-\mathrm{KL}}": r"from $-2 \log(1 - H^2/2) \le \mathrm{KL}$",
        r"H^2 \le 2 \mathrm{TV}": "Le Cam",
        r"\tfrac{1}{2} H^2 \le \mathrm{TV}": "Le Cam",
        r"\mathrm{TV}^2 \le H^2": "Le Cam",
        r"\mathrm{TV}^2 \le H^2 - \tfrac{1}{4} (H^2)^2": "Le Cam, Kraft",
        r"\mathrm{TV}^2 \le \tfrac{1}{2} \mathrm{KL}": "Pinsker",
        r"\mathrm{TV}^2 \le 1 - e^{-\mathrm{KL}}": "Bretagnolle and Huber",
    },
)
