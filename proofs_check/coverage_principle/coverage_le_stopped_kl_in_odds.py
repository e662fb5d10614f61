"""Coverage from the divergence stopped at log N, for models written in likelihood ratios.

Stop just before the sum of token divergences exceeds ``log N``: stopping early is unlikely by Markov, and
coverage from KL applies to the stopped prefix. The levels start at 2.72, just above ``e``; the form with any
truncation level has a better constant and needs no such start. The steps of the model are proportional to those of the data
over powers of odds, and all are positive: light models that make words rare. Steps of probability 0 are limits.
"""

from proofs_check.coverage_principle._settings_odds import in_odds
from proofs_check.coverage_principle.coverage_le_stopped_kl import bound
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import ratio
from theory_lab.sequences.laws import leaf_law

CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) \le \frac{2}{\log N - 1}\, \mathrm{E}_p \min\Big\{\log N,"
        r" \sum_h \mathrm{KL}(p(\cdot|y_{<h}) \| q(\cdot|y_{<h}))\Big\} \quad (N > e)"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.10 in likelihood ratios", status="derived"),
    space=lambda size: in_odds(size, -4, lambda i: {"level": 8 * i.scale}, scale=Ratio(ratio(17, 50), ratio(25, 4))),
    sizes=((2, 1), (2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (3, 4)),
    lhs=lambda i: coverage(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q), i.level),
    rhs=bound,
    trivial="probability",
    loose=(
        "stopping early and coverage are paid for apart; truncation in their place loses a twentieth (coverage_le_truncated_kl)"
    ),
)
