"""Coverage of answers from coverage of chains of thought.

Given the answer, ``1/R_ans = E_p[1/R]``. If ``R_ans >= N`` then by Markov at most ``1/s`` of the chains have
``1/R > s/N``, so at least ``1 - 1/s`` of them have ``R >= N/s``. The form with ``s = 1`` is false (see the
refuted claim of this name). Near equality: just above half of the chains of an answer missing, the others
just below ``N/2``, ``s = 2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def tables(answers: int, chains: int) -> Space:
    """Joint laws of answer and chain of thought, one row per answer, and the laws of the answer."""

    def rows(i: Instance) -> dict[str, Array]:
        return {f"{name}_answer": xp.sum(getattr(i, name).reshape(answers, chains), axis=1) for name in ("p", "q")}

    return Space(
        p=Simplex(answers * chains),
        q=Simplex(answers * chains),
        level=Ratio(2, 10),
        stretch=Choice(ratio(4, 1), ratio(2, 1), ratio(6, 5)),
        derived=rows,
    )


def bound(i: Instance) -> Array:
    """``s Cov_{N/s} / (s - 1)``."""
    return coverage(i.p, i.q, i.level / i.stretch) / (1 - 1 / i.stretch)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p_{\mathrm{ans}}\|q_{\mathrm{ans}}) \le \frac{s}{s-1}\, \mathrm{Cov}_{N/s}(p\|q)"
        r" \quad (s > 1)"
    ),
    source=Source("arXiv:2510.15020", "repaired answer-level comparison of Section 7.1", status="derived"),
    space=lambda size: tables(*size),
    sizes=((2, 2), (2, 3), (3, 3)),
    lhs=lambda i: coverage(i.p_answer, i.q_answer, i.level),
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1, 2 * 2**k, 0], "q": [0, 1, 3, 0], "level": [2, 1], "stretch": 1},
    rate="1 - ratio of order 2**-k",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
