"""The best constant between disagreement and star number.

Open: with constant 1 neither a proof nor a counterexample is known. The search is for the largest
``D^2 P / (e^2 max(1, Star))``; one function that is large at one point attains 1.
"""

from proofs_check.decision_making._settings_scales import scaled_functions
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.eluding import disagreement, largest_star

CLAIM = Claim(
    statement=r"D^2\,P_\rho\bigl(\exists f: |f(\pi)| > D,\ \mathbb E_\rho f^2 \le \varepsilon^2\bigr)"
    r" \le c\,\varepsilon^2\max\{1, \check{\mathrm{Star}}(\mathcal F, D)\}",
    source=Source("arXiv:2112.13487", "disagreement coefficient against star number, linear form (open)", status="derived"),
    space=scaled_functions,
    sizes=((2, 2), (3, 3)),
    unknown="c",
    bracket=(xp.ratio(1, 2), xp.ratio(4, 1)),
    lhs=lambda i, c: i.scale**2 * disagreement(i.functions, i.law, i.scale, i.radius),
    rhs=lambda i, c: c * i.radius**2 * xp.maximum(largest_star(i.functions, i.scale), 1),
    trivial=lambda i: i.scale**2,
)
