"""The minimax KL and Hellinger risks of finite classes, between certain ends.

A prior proves the lower end by its Bayes risk, the estimator that is best against it the upper end; both ends round to the
number shown. KL in nats, any law as an answer.
"""

from proofs_check.minimax_risk._settings import class_of
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax.enclosures import hellinger_minimax, kl_minimax
from theory_lab.numbers import Array

RISKS = {  # class, samples: KL, squared Hellinger distance
    ("cyclic", 0): (".198356", ".0507653"),
    ("cyclic", 2): (".128295", ".0323769"),
    ("nested", 0): (".405465", ".1371438"),
    ("nested", 1): (".268484", ".0819325"),
    ("nested", 4): (".072471", ".0151820"),
    ("coins", 1): (".099228", ".0254439"),
    ("coins", 4): (".052739", ".0134503"),
}


def ends(size: tuple[str, int]) -> tuple[Array, ...]:
    """Lower and upper end of both risks."""
    kl, hellinger = kl_minimax(class_of(size[0]), size[1]), hellinger_minimax(class_of(size[0]), size[1])
    return kl.lower, kl.upper, hellinger.lower, hellinger.upper


CLAIM = Claim(
    statement=r"\min_{\hat r} \max_j \mathbb E_j\, \mathrm{KL}(r_j \| \hat r) = .405465,\ .268484,\ .072471 \quad (n = 0, 1, 4)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 13, minimax redundancy in numbers",
        status="derived",
    ),
    kind="value",
    value=ends,
    printed={size: (kl, kl, hellinger, hellinger) for size, (kl, hellinger) in RISKS.items()},
)  # fmt: skip
