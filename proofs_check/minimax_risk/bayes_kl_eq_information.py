"""The posterior mean's KL risk is the information that one more sample brings.

``sum_j w_j E_j KL(model_j || posterior mean) = I_{n+1} - I_n`` for a uniform prior: the chain rule, as an exact identity of
logarithms.
"""

from proofs_check.minimax_risk._settings import testing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.learning.minimax import lower_bounds
from theory_lab.learning.minimax.bayes import kl_risk
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array


def risk(i: Instance) -> Array:
    """The Bayes risk of the uniform prior."""
    return kl_risk(xp.exact(["1/2", "1/2"]), i.rows, i.models)


def later_information(i: Instance) -> Array:
    """``I_{n+1}`` less ``I_n``, from the laws of the counts."""
    now, then = i.rows, likelihoods(i.models, i.size + 1)
    return lower_bounds.information(then) - lower_bounds.information(now)


CLAIM = Claim(
    statement=r"\min_{\hat r} \tfrac12 \sum_{r \in \{p, q\}} \mathbb E_r\, \mathrm{KL}(r \| \hat r) = I_{n + 1} - I_n",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 13, Bayes redundancy of one more sample",
        status="second-hand",
    ),
    space=testing,
    sizes=(1, 2),
    relation="==",
    lhs=risk,
    rhs=later_information,
)  # fmt: skip
