"""What does a KL divergence say about coverage at a level?"""

from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Space, Whole
from theory_lab.conjectures import Conjecture
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage

CONJECTURE = Conjecture(
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Whole(2, 20)),
    sizes=(2, 3),
    target="kl",
    quantities={
        "kl": lambda i: kl(i.p, i.q),
        "coverage": lambda i: coverage(i.p, i.q, i.level),
        "log_level": lambda i: xp.log(i.level),
        "inverse_level": lambda i: 1 / i.level,
    },
    parameters=("log_level", "inverse_level"),
    symbols={"kl": r"\mathrm{KL}", "coverage": r"\mathrm{Cov}_N", "log_level": r"\log N", "inverse_level": r"\tfrac1N"},
    known={
        r"\mathrm{Cov}_N \left(\log N + \tfrac1N - 1\right) \le \mathrm{KL}": "arXiv:2510.15020, Proposition D.1",
    },
)
