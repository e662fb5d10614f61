"""Test-time training improves coverage after one visit too.

The instance of ``flat_decoder_covers_untrained`` after token-level training on one response that repeats the
likeliest letter: the loss of that response is at most 1.36 for the decoder and at least 1.88 for the model.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.learning.training.count_states import flat_loss
from theory_lab.learning.training.long_words import FlatPass, flat_decoder


def trained(i: Instance) -> FlatPass:
    """One pass over the response from the exponent ``log(H / 16) - 1``."""
    start = xp.log(i.horizon / 16) - 1
    return flat_decoder((start, start), xp.ratio(1, 2), i.size, 150)


CLAIM = Claim(
    kind="witness",
    statement=(
        r"-\log \pi^{\mathrm{TTT}}_{\theta^2}(+, \dots, +) \le 1.36 \le 1.88 \le -\log \pi_{\theta^2}(+,"
        r" \dots, +)"
    ),
    source=Source("arXiv:2510.15020", "equations (21) to (23), coverage of the flat prompt after one visit", status="derived"),
    space=lambda horizon: Space(horizon=Whole(horizon, horizon)),
    sizes=(10**3, 10**4, 10**5, 10**6),
    chain=(
        lambda i: flat_decoder(trained(i).exponent, xp.ratio(1, 2), i.size, 150).loss[1],
        lambda i: xp.ratio(34, 25),
        lambda i: xp.ratio(47, 25),
        lambda i: i.horizon * flat_loss(trained(i).exponent[1]),
    ),
    witness=lambda horizon: {"horizon": horizon},
)
