"""What answering outside the class is worth for coverage, in exact numbers.

The minimax mean coverage over all randomised estimators, with any law as an answer and with answers in the class: linear
programs over the counts. At level 2 three cyclic laws are covered by their mean without a sample, and by none of themselves;
three nested ones are missed five times less with two samples. The trivial bound is 1.
"""

from fractions import Fraction

from proofs_check.minimax_risk._settings import coverage_loss, fractions_of
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax.risks import coverage_risk, proper_risk

RISKS = {  # class, twice the level, samples: improper, proper
    ("cyclic", 3, 0): ("7/24", "1/2"),
    ("cyclic", 3, 1): ("3/16", "17/64"),
    ("cyclic", 3, 2): ("31/256", "117/512"),
    ("cyclic", 3, 4): ("1479/16384", "4453/32768"),
    ("cyclic", 4, 1): (0, "17/64"),
    ("cyclic", 4, 4): (0, "4453/32768"),
    ("nested", 4, 0): ("1/5", "1/2"),
    ("nested", 4, 1): ("1/13", "3/11"),
    ("nested", 4, 2): ("1/41", "5/37"),
    ("nested", 4, 4): ("1/545", "17/529"),
}


def risks(size: tuple[str, int, int]) -> tuple[Fraction, Fraction]:
    """Both values."""
    models, level = fractions_of(size[0]), Fraction(size[1], 2)
    return coverage_risk(models, size[2], level).value, proper_risk(models, size[2], coverage_loss(level)).value


CLAIM = Claim(
    statement=(
        r"\min_{\hat\pi} \max_\pi \mathbb E\, \mathrm{Cov}_2(\pi \| \hat\pi) = \tfrac15, \tfrac1{13}, \tfrac1{41}"
        r" \text{ and, in the class, } \tfrac12, \tfrac3{11}, \tfrac5{37} \quad (n = 0, 1, 2)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2, proper against improper coverage", status="derived"),
    kind="value",
    value=risks,
    printed=RISKS,
)
