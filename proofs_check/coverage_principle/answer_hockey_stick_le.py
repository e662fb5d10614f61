"""Hockey-stick divergences do not grow when chains of thought are forgotten.

``(sum_c (p - g q))_+ <= sum_c (p - g q)_+`` for each answer. The profile has no such property (see the refuted claim on
the answer-level profile), but is compared with these divergences by ``coverage_le_hockey_stick``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.numbers import Array


def answers(law: Array) -> Array:
    """The law of the answer, from that of pairs of answer and chain of thought."""
    return xp.sum(law.reshape(3, 3), axis=1)


def answer_level(i: Instance) -> Array:
    """The divergence of the laws of the answer."""
    return hockey_stick(answers(i.p), answers(i.q), i.gamma)


CLAIM = Claim(
    statement=r"E_g(p_{\mathrm{ans}} \| q_{\mathrm{ans}}) \le E_g(p \| q)",
    source=Source("arXiv:2510.15020", "answer-level comparison of Section 7.1, by hockey-stick divergences", status="derived"),
    space=Space(p=Simplex(9), q=Simplex(9), gamma=Ratio(xp.ratio(1, 4), 5)),
    lhs=answer_level,
    rhs=lambda i: hockey_stick(i.p, i.q, i.gamma),
    trivial="probability",
    tight_at={"p": [1, 0, 0, 0, 0, 0, 0, 0, 0], "q": [0, 0, 0, 1, 0, 0, 0, 0, 0], "gamma": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * hockey_stick(i.p, i.q, i.gamma),
)
