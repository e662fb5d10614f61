"""Test-time training beats every proper learner in coverage, as the number of samples grows.

The instance of Proposition 3.2 with a prompt of probability 1/8: words of 16 tosses of a coin, truth 1 or -1, ``log N = 11/4``. A
proper learner answers with one parameter in [-1, 1]; after samples without the prompt (probability ``(7/8)^T``) it knows nothing
of the sign, and whatever it answers, at least .49 of the words are uncovered in the mean over both signs. The decoder starts at
0 and learns while it writes, with ``eta = 1/4``: it covers every word without training, and nearly all of them after some. So the
worse truth leaves every proper learner 850 times as much uncovered as the decoder after 8 samples, 24 times as much after 32,
and 2.8 times as much after 48, where nearly all samples contain the prompt. The decoder's coverage is enclosed over all samples,
by the number of visits.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.decoder_coverage import Setting, word_coverages
from theory_lab.learning.training.sojourns import Words, coverages
from theory_lab.numbers import Array

RARE, HORIZON, LOG_LEVEL = Fraction(1, 8), 16, Fraction(11, 4)
SETTING = Setting(Fraction(1, 4), HORIZON, float(LOG_LEVEL), 2000, 50)
VISITS = 40  # that are told apart; more of them among 48 samples count as uncovered, and have probability below 1e-20


def decoder(samples: int) -> Fraction:
    """``E Cov_N`` of the decoder after training on so many words, from above."""
    table = [Fraction(x) for x in word_coverages(SETTING, VISITS).high]
    masses = [xp.binomial(samples, k) * RARE**k * (1 - RARE) ** (samples - k) for k in range(samples + 1)]
    return RARE * sum((mass * (table[k] if k <= VISITS else 1) for k, mass in enumerate(masses)), Fraction(0))


def proper(samples: int) -> Array:
    """What the better answers of a learner with one parameter leave uncovered, in the mean over both signs."""
    words = Words(Fraction(1), HORIZON, LOG_LEVEL, 400)
    below = coverages(words)[1]
    everywhere = xp.concatenate([below, xp.zeros((words.cells - len(below),), like=below)])
    unknown = xp.min((everywhere + everywhere[::-1]) / 2)
    return RARE * (1 - RARE) ** samples * unknown


CLAIM = Claim(
    statement=(
        r"\mathbb{E}\, \mathrm{Cov}_N(\pi^{\mathrm{TTT}}_{\theta^{T+1}}) < \inf_{\hat\theta} \max_{\theta^* = \pm 1} \mathbb{E}\,"
        r" \mathrm{Cov}_N(\pi_{\hat\theta}) \quad \text{on these instances, } T = 8, \dots, 48"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 6.1, coverage of the decoder against every proper learner", status="derived",
        reading="the instance of Proposition 3.2",
    ),
    kind="value",
    relation="<",
    sizes=(8, 16, 24, 32, 40, 48),
    value=lambda samples: (decoder(samples), proper(samples)),
    trivial="probability",
    notes="the right side is a lower bound: only samples without the prompt are counted",
    loose=(
        "the decoder leaves 2.8 times less uncovered at 48 samples, nearly all of which contain the prompt, and up to "
        "850 times before"
    ),
)  # fmt: skip
