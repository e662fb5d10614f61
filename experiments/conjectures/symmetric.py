"""Which inequalities hold between the symmetric divergences?

Triangular discrimination ``sum (p - q)^2 / (p + q)``, in [0, 2]; total variation; ``H^2 = sum (sqrt p - sqrt q)^2``, in [0, 2].
"""

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import hellinger2, total_variation

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3),
    target=("triangular", "tv"),
    quantities={
        "triangular": lambda i: 2 * xp.sum(xp.chi2_term(i.p, (i.p + i.q) / 2)),
        "tv": lambda i: total_variation(i.p, i.q),
        "h2": lambda i: 2 * hellinger2(i.p, i.q),
    },
    symbols={"triangular": r"\Delta", "tv": r"\mathrm{TV}", "h2": "H^2"},
    known={
        r"\mathrm{TV} \le 1": "range",
        r"\Delta \le 2": "range",
        r"H^2 \le \Delta": "Le Cam",
        r"\Delta \le 2 H^2": "Le Cam",
        r"\Delta \le 2 \mathrm{TV}": "Le Cam",
        r"\tfrac{1}{2} \Delta \le \mathrm{TV}": "Le Cam",
        r"2 \mathrm{TV}^2 \le \Delta": "Topsøe",
        r"\mathrm{TV}^2 \le \tfrac{1}{2} \Delta": "Topsøe",
        r"\tfrac{1}{2} H^2 \le \mathrm{TV}": "Le Cam",
        r"\mathrm{TV}^2 \le H^2": "Le Cam",
        r"\mathrm{TV}^2 \le H^2 - \tfrac{1}{4} (H^2)^2": "Le Cam, Kraft",
        r"\Delta \, H^2 \le 4 \mathrm{TV}": r"from $\Delta \le 2 \mathrm{TV}$ and $H^2 \le 2$",
        r"\tfrac{1}{4} \Delta \, H^2 \le \mathrm{TV}": r"from $\Delta \le 2 \mathrm{TV}$ and $H^2 \le 2$",
    },
)
