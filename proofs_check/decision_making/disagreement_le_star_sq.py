"""Disagreement against the square of the star number.

The paper's constant is 4; the largest ratio that any search has found is 1, for the star number itself.
"""

from proofs_check.decision_making._settings_scales import scaled_functions
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.eluding import disagreement, largest_star

CLAIM = Claim(
    statement=r"D^2\,P_\rho\bigl(\exists f: |f(\pi)| > D,\ \mathbb E_\rho f^2 \le \varepsilon^2\bigr)"
    r" \le 4\,\varepsilon^2\max\{1, \check{\mathrm{Star}}(\mathcal F, D)\}^2",
    source=Source("arXiv:2112.13487", "disagreement coefficient against star number", status="printed"),
    space=scaled_functions,
    sizes=((2, 2), (4, 3), (6, 4)),
    lhs=lambda i: i.scale**2 * disagreement(i.functions, i.law, i.scale, i.radius),
    rhs=lambda i: 4 * i.radius**2 * xp.maximum(largest_star(i.functions, i.scale), 1) ** 2,
    trivial=lambda i: i.scale**2,
    sharpened=lambda i: xp.ratio(99, 100) * i.radius**2 * xp.maximum(largest_star(i.functions, i.scale), 1) ** 2,
    loose="1 in place of 4 is attained, and no instance above it is known (disagreement_star_constant)",
)
