"""The regret of UCB in numbers: a coin and a fixed arm, the bound, and the trivial one.

The width of the notes with ``delta = 1/10``; ties go to the coin. The third number is the trivial bound ``T`` times the
gap; the second is below it in the second row alone.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_widths import ucb_bound, ucb_regret
from theory_lab.claims import Claim, Source

FAILURE = Fraction(1, 10)


def numbers(size):
    """Regret, bound, ``T`` times the gap."""
    coin, fixed, horizon = Fraction(size[0]), Fraction(size[1]), size[2]
    return ucb_regret(coin, fixed, horizon, FAILURE), ucb_bound(horizon, FAILURE), horizon * (fixed - coin)


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{UCB}),\ A + 4\sqrt{2AT\log(2T^2A/\delta)},\ T\Delta",
    source=Source("arXiv:2312.16730", "Proposition 5, in numbers", status="derived", reading="a coin and a fixed arm"),
    kind="value",
    value=numbers,
    printed={
        ("1/2", "7/10", 1500): ("52.7065", "1328.", 300),
        ("1/5", "9/10", 4000): ("44.5273", "2280.4", 2800),
    },
)
