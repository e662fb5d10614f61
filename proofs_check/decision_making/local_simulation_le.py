"""The local simulation lemma.

``|f^M - f^M'|`` is at most the total variation of the trajectories, as the total reward lies in [0, 1]; and total variation
adds up along a chain, with the conditionals averaged where the second process goes. Only the total must be bounded.
"""

from proofs_check.decision_making._settings_processes import pairs, starts, two_processes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source
from theory_lab.decisions.processes import mdps, trajectories


def derived(i):
    """The difference of the values, and the sum of the variations where the second process goes."""
    first, second, policy = (mdps.stochastic(part) for part in (i.weights, i.other_weights, i.choices))
    paid = i.scale[:, None, None]
    values = [
        mdps.policy_values(kernels, paid * chances, policy)[1][0]
        for kernels, chances in ((first, i.chances), (second, i.other_chances))
    ]
    variations = trajectories.row_variation(first, second)
    chances = abs(i.chances - i.other_chances)
    return {
        "difference": abs(xp.dot(i.initial, values[0] - values[1])),
        "local": trajectories.local_sum(second, i.initial, policy, chances, variations),
    }


CLAIM = Claim(
    statement=r"|f^M(\pi) - f^{M'}(\pi)| \le \sum_h \mathbb E^{M',\pi}\bigl[\mathrm{TV}(P_h, P'_h) +"
    r" \mathrm{TV}(R_h, R'_h)\bigr]",
    source=Source("arXiv:2112.13487", "local simulation lemma", status="second-hand"),
    space=lambda size: two_processes(size, derived, scale=Simplex(size[2]), choices=pairs, initial=starts),
    sizes=((2, 2, 2), (2, 2, 3)),
    lhs=lambda i: i.difference,
    rhs=lambda i: i.local,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * i.local,
    tight_at={
        "weights": [1] * 9, "chances": [2, 1, 1, 1, 1, 0, 0, 0, 0], "other_weights": [1] * 9, "other_chances": [1, *[0] * 8],
        "scale": [1, 0], "choices": [1] * 9, "initial": [1, 1],
    },
)  # fmt: skip
