"""Hockey-stick divergences do not grow when chains of thought are forgotten.

``(sum_c (p - g q))_+ <= sum_c (p - g q)_+`` for each answer. The profile has no such property (see the refuted claim on
the answer-level profile), but is compared with these divergences by ``coverage_le_hockey_stick``.
"""

from proofs_check.coverage_principle._settings_chains import answers_and_chains, total, with_chains
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import hockey_stick
from theory_lab.numbers import Array


def joint(i: Instance) -> Array:
    """The divergence of the laws of pairs, chain by chain."""
    pairs = zip(with_chains(i.p, i.p_split), with_chains(i.q, i.q_split), strict=True)
    return total([hockey_stick(p, q, i.gamma) for p, q in pairs])


CLAIM = Claim(
    statement=r"E_g(p_{\mathrm{ans}} \| q_{\mathrm{ans}}) \le E_g(p \| q)",
    source=Source("arXiv:2510.15020", "answer-level comparison of Section 7.1, by hockey-stick divergences", status="derived"),
    space=lambda size: answers_and_chains(*size, gamma=Ratio(xp.ratio(1, 4), 5)),
    sizes=((2, 2), (2, 3), (3, 3)),
    lhs=lambda i: hockey_stick(i.p, i.q, i.gamma),
    rhs=joint,
    trivial="probability",
    tight_at={"p": [3, 1], "q": [1, 3], "p_split": [1, 1, 1], "q_split": [1, 1, 1], "gamma": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * joint(i),
)
