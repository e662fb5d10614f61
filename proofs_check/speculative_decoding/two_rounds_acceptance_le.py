"""Two drafts, one after the other, against the best rule for two drafts, against its bound.

Recursive rejection tries the second draft on the residual of the first; the best rule is ``1 - max_A (p(A) - P(a draft is in
A))`` (``two_drafts_optimum_eq_sets``); no rule exceeds ``sum min(p, 1 - (1 - q)^2)``.
"""

from proofs_check.speculative_decoding._settings import by_sets, overlap, residual, seen, tokens
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def recursive(i: Instance) -> Array:
    """The chance that the first draft is kept, or the second one on the residual."""
    first = overlap(i.p, i.q)
    return first + (1 - first) * overlap(residual(i.p, i.q), i.q)


CLAIM = Claim(
    statement=(
        r"a_1 + (1 - a_1)\, a_2 \le 1 - \max_A \big(p(A) - 1 + (1 - q(A))^2\big)"
        r" \le \sum_x \min\{p(x),\ 1 - (1 - q(x))^2\}"
    ),
    source=Source("arXiv:2310.15141", "Section 4, transport with membership cost", status="second-hand"),
    space=tokens,
    sizes=(2, 3),
    chain=(recursive, lambda i: by_sets(i.p, i.q), lambda i: overlap(i.p, seen(i.q, 2))),
    tight_at={"p": [1, 0], "q": [1, 1]},
)
