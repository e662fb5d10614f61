"""A coin against a slightly biased one: the square without its factor 1/2.

With ``u = 1 - e^(-a)`` the divergence is ``-log(1 - u^2)/2 = u^2/2 + u^4/4 + ...``, which is below ``u^2``
for all ``a`` in (0, 1]: at ``a = 1`` it is 0.255 against 0.400. The proof needs only the order ``a^2`` and
survives with the factor 1/2.
"""

from proofs_check.coverage_principle._settings import fair_against
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=(
        r"(1 - e^{-a})^2 \le \mathrm{KL}\big(\mathrm{Ber}(\tfrac12) \,\|\, \mathrm{Ber}(e^{-a}/2)\big),"
        r" \quad u = 1 - e^{-a},\ 0 < a \le 1"
    ),
    source=Source("arXiv:2510.15020", "proof of Proposition E.1"),
    space=Space(u=Ratio(0, ratio(63, 100))),
    lhs=lambda i: i.u**2,
    rhs=lambda i: fair_against(i.u),
    expect="fails",
    falls="proof step",
)
