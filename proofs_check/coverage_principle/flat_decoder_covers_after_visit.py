"""Test-time training improves coverage after one visit too.

The instance of ``flat_decoder_covers_untrained`` after token-level training on one response that repeats the
likeliest letter: the loss of that response is at most 1.36 for the decoder and at least 1.88 for the model.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.count_states import flat_loss
from theory_lab.learning.training.long_words import flat_decoder
from theory_lab.numbers import Array


def losses(horizon: int) -> tuple[Array | Fraction, ...]:
    """The decoder's loss from above, the levels between, the model's loss; after a pass from ``log(H / 16) - 1``."""
    start, half = xp.log(xp.exact(horizon) / 16) - 1, xp.ratio(1, 2)
    trained = flat_decoder((start, start), half, horizon, 150).exponent
    decoder = flat_decoder(trained, half, horizon, 150)
    return decoder.loss[1], xp.ratio(34, 25), xp.ratio(47, 25), horizon * flat_loss(trained[1])


CLAIM = Claim(
    statement=(
        r"-\log \pi^{\mathrm{TTT}}_{\theta^2}(+, \dots, +) \le 1.36 \le 1.88 \le -\log \pi_{\theta^2}(+,"
        r" \dots, +)"
    ),
    source=Source("arXiv:2510.15020", "equations (21) to (23), coverage of the flat prompt after one visit", status="derived"),
    sizes=(10**3, 10**4, 10**5, 10**6),
    kind="value",
    value=losses,
)
