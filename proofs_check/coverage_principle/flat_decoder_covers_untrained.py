"""Test-time training improves coverage itself, before any training.

Flat prompt, ``B = 40``, ``eta = 1/(2 B^2)``, start as in ``flat_prompt_updates_eq``. The decoder raises its
exponent with every letter that it writes, and gives the likeliest response ``e^-6.3`` where the model gives
it less than ``e^-43``. For ``6.3 < log N <= 43`` the decoder covers it with no update, and the model does
not.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.count_states import flat_loss
from theory_lab.learning.training.long_words import flat_decoder
from theory_lab.numbers import Array


def losses(horizon: int) -> tuple[Array | Fraction | int, ...]:
    """The decoder's loss from above, the levels between, the model's loss; from the exponent ``log(H / 16) - 1``."""
    start = xp.log(xp.exact(horizon) / 16) - 1
    decoder = flat_decoder((start, start), xp.ratio(1, 2), horizon, 150)
    return decoder.loss[1], xp.ratio(63, 10), 43, horizon * flat_loss(start)


CLAIM = Claim(
    statement=r"-\log \pi^{\mathrm{TTT}}_{\theta^1}(+, \dots, +) \le 6.3 \le 43 \le -\log \pi_{\theta^1}(+, \dots, +)",
    source=Source("arXiv:2510.15020", "equations (22) and (23), coverage of the flat prompt", status="derived"),
    sizes=(10**3, 10**4, 10**5, 10**6),
    kind="value",
    value=losses,
)
