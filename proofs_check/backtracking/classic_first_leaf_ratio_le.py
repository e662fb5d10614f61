"""Stopping at the first solution distorts the law by a polynomial factor only, on classic counting problems.

``kappa^-1 prod_{n<H} (n+1)/(n+kappa^2) <= P_first/pi* <= kappa prod_{n<H} (n+1)/(n+kappa^-2)`` by Rayleigh's
monotonicity, for any verifier within ``kappa`` of the counts at inner prefixes. Each side is a claim. Equality at ``kappa = 1``.
"""

from functools import reduce

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.counting.instances import classic
from theory_lab.decoding.walks.backtracking import first_leaf_law

NAMES = ("matchings, path 4", "linear extensions, two chains", "spanning trees, cycle 4")


def verified(name):
    """Any verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    problem = classic(name)
    tree, inner = problem.tree, slice(1, problem.tree.levels[-1].start)

    def derived(i):
        exact = problem.values[inner] * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa))
        first = first_leaf_law(tree, walks.edge_weights(tree, problem.steps, xp.concatenate([exact, problem.reward])))
        return {"depth": tree.depth, "over": xp.max(first / problem.target), "under": xp.max(problem.target / first)}

    return Space(kappa=Ratio(1, 4), noise=Table(inner.stop - 1, 0, 1), derived=derived)


def product(i, exponent):
    """``prod_{n=1}^{H-1} (n + 1)/(n + kappa^exponent)``."""
    return reduce(lambda total, n: total * (n + 1) / (n + i.kappa**exponent), range(1, i.depth), 1)


CLAIMS = {
    "above": Claim(
        statement=r"\max_y \frac{P_{\mathrm{first}}}{\pi^*}(y) \le \kappa \prod_{n<H}\frac{n+1}{n+\kappa^{-2}}",
        source=Source(
            "arXiv:2510.03149", "first leaf under uniform error, self-reducible problems, from above", status="derived"
        ),
        space=verified,
        sizes=NAMES,
        lhs=lambda i: i.over,
        rhs=lambda i: i.kappa * product(i, -2),
        sharpened=lambda i: xp.ratio(99, 100) * i.kappa * product(i, -2),
    ),
    "below": Claim(
        statement=r"\max_y \frac{\pi^*}{P_{\mathrm{first}}}(y) \le \kappa \prod_{n<H}\frac{n+\kappa^2}{n+1}",
        source=Source(
            "arXiv:2510.03149", "first leaf under uniform error, self-reducible problems, from below", status="derived"
        ),
        space=verified,
        sizes=NAMES,
        lhs=lambda i: i.under,
        rhs=lambda i: i.kappa / product(i, 2),
        sharpened=lambda i: xp.ratio(99, 100) * i.kappa / product(i, 2),
    ),
}
