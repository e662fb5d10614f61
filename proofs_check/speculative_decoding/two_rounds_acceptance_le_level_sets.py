"""Two drafts, one after the other, against the best rule for two drafts: for any number of tokens.

As in `two_rounds_acceptance_le`, where the maximum is over all sets of tokens. It is attained by the empty set or by the tokens
of ``p/q`` above a level, which are tried here: with two draws it is the largest regret of Best-of-N
(`alignment.worst_regret_eq_subsets`). What is accepted in ``A`` is at most ``(1 + S) q(A)``, where ``S = 1 - a_1``, and in the
second round at most ``S q(A)``; the former is enough for ``S <= 1 - q(A)``, and the latter beyond.
"""

from proofs_check.speculative_decoding._settings import overlap
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.numbers import Array


def recursive(i: Instance) -> Array:
    """The chance that the first draft is kept, or the second one on the residual, ``sum min((p - q)_+, (1 - a_1) q)``."""
    first = overlap(i.p, i.q)
    return first + overlap(xp.maximum(i.p - i.q, 0), (1 - first) * i.q)


CLAIM = Claim(
    statement=r"a_1 + (1 - a_1)\, a_2 \le 1 - \max_A \big(p(A) - 1 + (1 - q(A))^2\big),"
    r" \quad A \text{ empty or } \{p/q \ge s\}",
    source=Source("arXiv:2310.15141", "Section 4, transport with membership cost, level sets", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n, positive=True)),
    sizes=(2, 3, 4),
    lhs=recursive,
    rhs=lambda i: 1 - worst_regret(i.p, i.q, 2),
    tight_at={"p": [1, 0], "q": [1, 1]},
)
