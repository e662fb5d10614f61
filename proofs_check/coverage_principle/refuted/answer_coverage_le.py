"""The coverage profile has no data processing: answers against chains of thought.

Two chains of thought lead to one answer. The model misses one chain and is only slightly too rare on the
other, so that at level ``N`` half of the chains count as covered; but the answer as a whole is too rare. For
instance ``p = (1/2, 1/2 | 0)``, ``q = (5/18, 0 | 13/18)``, ``N = 2``: the ratios are 9/5 and infinity, that
of the answer is 18/5. The repaired form pays a factor ``s/(s - 1)`` and a level ``N/s``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def tables(answers: int, chains: int) -> Space:
    """Joint laws of answer and chain of thought, one row per answer, and the laws of the answer."""

    def rows(i: Instance) -> dict[str, Array]:
        return {f"{name}_answer": xp.sum(getattr(i, name).reshape(answers, chains), axis=1) for name in ("p", "q")}

    return Space(p=Simplex(answers * chains), q=Simplex(answers * chains), level=Ratio(2, 10), derived=rows)


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(p_{\mathrm{ans}}\|q_{\mathrm{ans}}) \le \mathrm{Cov}_N(p\|q)",
    source=Source(
        "arXiv:2510.15020",
        "Section 7.1, a sentence on the answer-level profile",
        quote="the answer-level profile is at most the sequence-level profile at the same N",
        reading="for all laws, all maps from responses to answers and all N, here at least 2; quoted by its sense",
    ),
    space=lambda size: tables(*size),
    sizes=((2, 2), (3, 3)),
    lhs=lambda i: coverage(i.p_answer, i.q_answer, i.level),
    rhs=lambda i: coverage(i.p, i.q, i.level),
    expect="fails",
    falls="tempting form",
)
