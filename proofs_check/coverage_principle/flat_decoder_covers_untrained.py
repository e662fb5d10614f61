"""Test-time training improves coverage itself, before any training.

Flat prompt, ``B = 40``, ``eta = 1/(2 B^2)``, start as in ``flat_prompt_updates_eq``. The decoder raises its
exponent with every letter that it writes, and gives the likeliest response ``e^-6.3`` where the model gives
it less than ``e^-43``. For ``6.3 < log N <= 43`` the decoder covers it with no update, and the model does
not.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.learning.training.count_states import flat_loss
from theory_lab.learning.training.long_words import flat_decoder
from theory_lab.numbers import Array


def start(i: Instance) -> Array:
    """The exponent ``log(H / 16) - 1``."""
    return xp.log(i.horizon / 16) - 1


CLAIM = Claim(
    kind="witness",
    statement=r"-\log \pi^{\mathrm{TTT}}_{\theta^1}(+, \dots, +) \le 6.3 \le 43 \le -\log \pi_{\theta^1}(+, \dots, +)",
    source=Source("arXiv:2510.15020", "equations (22) and (23), coverage of the flat prompt", status="derived"),
    space=lambda horizon: Space(horizon=Whole(horizon, horizon)),
    sizes=(10**3, 10**4, 10**5, 10**6),
    chain=(
        lambda i: flat_decoder((start(i), start(i)), xp.ratio(1, 2), i.size, 150).loss[1],
        lambda i: xp.ratio(63, 10),
        lambda i: 43,
        lambda i: i.horizon * flat_loss(start(i)),
    ),
    witness=lambda horizon: {"horizon": horizon},
)
