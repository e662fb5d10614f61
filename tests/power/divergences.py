"""Divergences, norms and their comparisons."""

from __future__ import annotations

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Simplex
from theory_lab.measures.divergences import chi2, hellinger2, kl, total_variation


def laws(n):
    return {"p": Simplex(n), "q": Simplex(n)}


def channel(outputs):
    """Two input laws, and the output laws ``a`` and ``b`` of the two inputs."""
    return {"p": Simplex(2), "q": Simplex(2, positive=True), "a": Simplex(outputs), "b": Simplex(outputs)}


def sent(i, law):
    """The law of the output."""
    return law[0] * i.a + law[1] * i.b


# a measure of mass less than 1 whose normalisation has denominator 67 * 173
MEASURE = (xp.ratio(5, 92), xp.ratio(11, 138), xp.ratio(13, 322), xp.ratio(17, 230))


FALSE = {
    # tight only as p -> q | A with q(A) -> 1, that is with a zero of p and at distance 0
    "hellinger_le_kl_one_percent": claim(
        r"H^2 \le 0.495 \mathrm{KL}",
        laws,
        sizes=(2, 3),
        lhs=lambda i: hellinger2(i.p, i.q),
        rhs=lambda i: xp.ratio(495, 1000) * kl(i.p, i.q),
    ),
    # at the two-point laws of d = p - q = (+, -, +, -) and nowhere on three atoms
    "l1_le_l2_from_four_atoms": claim(
        r"\|p - q\|_1^2 \le 3.9 \|p - q\|_2^2",
        laws,
        sizes=(2, 3, 4),
        lhs=lambda i: xp.sum(abs(i.p - i.q)) ** 2,
        rhs=lambda i: xp.ratio(39, 10) * xp.sum((i.p - i.q) ** 2),
    ),
    # only in a ball of radius 3e-4 around one law of a three-dimensional simplex
    "log_sum_inequality_with_a_gap": claim(
        r"10^{-7} - \log \sum_y m_y \le \sum_y p_y \log(p_y / m_y)",
        {"p": Simplex(4)},
        lhs=lambda i: xp.ratio(1, 10**7) - xp.log(sum(MEASURE) * xp.sum(i.p)),
        rhs=lambda i: sum(m * xp.xlogx(p / m) for p, m in zip(i.p, MEASURE, strict=True)),
    ),
    # only when the two laws are equal
    "distinct_laws": claim(
        r"0 < \mathrm{KL}(p\|q) + \mathrm{KL}(q\|p)",
        {"p": Simplex(5, positive=True), "q": Simplex(5, positive=True)},
        lhs=lambda i: 0,
        rhs=lambda i: kl(i.p, i.q) + kl(i.q, i.p),
        relation="<",
        given={"far from uniform": lambda i: i.p[0] >= 7 * i.p[1]},
    ),
    # the third of five steps, for laws at distance less than 0.01, while other steps are attained far from there
    "wrong_step_in_a_chain": claim(
        r"TV^2 \le 1-(1-H^2)^2 \le 2H^2 \le -1.9998\log(1-H^2) \le -2\log(1-H^2) \le KL",
        laws,
        sizes=(2, 3),
        chain=(
            lambda i: total_variation(i.p, i.q) ** 2,
            lambda i: 1 - (1 - hellinger2(i.p, i.q)) ** 2,
            lambda i: 2 * hellinger2(i.p, i.q),
            lambda i: -xp.ratio(19998, 10000) * xp.log(1 - hellinger2(i.p, i.q)),
            lambda i: -2 * xp.log(1 - hellinger2(i.p, i.q)),
            lambda i: kl(i.p, i.q),
        ),
    ),
    # channels that are not symmetric: the coefficient of KL is not the square of that of TV
    "kl_contracts_by_the_square": claim(
        r"\mathrm{KL}(pK\|qK) \le \delta(K)^2 \mathrm{KL}(p\|q)",
        channel(2),
        lhs=lambda i: kl(sent(i, i.p), sent(i, i.q)),
        rhs=lambda i: total_variation(i.a, i.b) ** 2 * kl(i.p, i.q),
    ),
}

TRUE = {
    "pinsker": claim(
        r"2 TV^2 \le KL",
        laws,
        sizes=(2, 3),
        lhs=lambda i: 2 * total_variation(i.p, i.q) ** 2,
        rhs=lambda i: kl(i.p, i.q),
        sharpened=lambda i: xp.ratio(999, 1000) * kl(i.p, i.q),
    ),
    "tv_le_hellinger": claim(
        r"TV^2 \le H^2(2-H^2)",
        laws,
        sizes=(2, 3),
        lhs=lambda i: total_variation(i.p, i.q) ** 2,
        rhs=lambda i: hellinger2(i.p, i.q) * (2 - hellinger2(i.p, i.q)),
        sharpened=lambda i: xp.ratio(99, 100) * hellinger2(i.p, i.q) * (2 - hellinger2(i.p, i.q)),
    ),
    "hellinger_le_kl": claim(
        r"-2\log(1-H^2) \le KL",
        laws,
        sizes=(2, 3),
        lhs=lambda i: -2 * xp.log(1 - hellinger2(i.p, i.q)),
        rhs=lambda i: kl(i.p, i.q),
        sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
    ),
    "kl_le_log_chi2": claim(
        r"KL \le \log(1+\chi^2)",
        laws,
        sizes=(2, 3),
        lhs=lambda i: kl(i.p, i.q),
        rhs=lambda i: xp.log(1 + chi2(i.p, i.q)),
        sharpened=lambda i: xp.ratio(99, 100) * xp.log(1 + chi2(i.p, i.q)),
    ),
    "chain_to_bretagnolle_huber": claim(
        r"TV^2 \le 1-(1-H^2)^2 \le 1-e^{-KL}",
        laws,
        sizes=(2, 3),
        chain=(
            lambda i: total_variation(i.p, i.q) ** 2,
            lambda i: 1 - (1 - hellinger2(i.p, i.q)) ** 2,
            lambda i: 1 - xp.exp(-kl(i.p, i.q)),
        ),
        sharpened=lambda i: xp.ratio(99, 100) * (1 - xp.exp(-kl(i.p, i.q))),
    ),
    "tv_contracts": claim(
        r"TV(pK, qK) \le \delta(K) TV(p, q)",
        channel(3),
        lhs=lambda i: total_variation(sent(i, i.p), sent(i, i.q)),
        rhs=lambda i: total_variation(i.a, i.b) * total_variation(i.p, i.q),
        sharpened=lambda i: xp.ratio(99, 100) * total_variation(i.a, i.b) * total_variation(i.p, i.q),
    ),
}
