"""Counting from sampling, for words of any length: how errors of frequencies propagate, letter by letter.

The count along a word is ``Zhat/Z = prod pi*(y_h|.)/phat_h``. A most frequent one of ``k`` letters has ``phat_h >= 1/k``, so an
error of at most ``e_h <= 1/k`` changes a factor by at most ``k e_h``. With one error for all letters this is `count_error_le`.
Equality where all letters are found equally frequent. Sizes are (letters, length).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The relative count of a word, and what it is at least and at most."""
    letters, last = i.size[0], len(i.share) - 1
    found = (1 + i.share * (letters - 1)) / letters  # of the letter of the word: at least 1/k
    errors = i.share_of_error / letters
    factors = (found + errors * (2 * i.sign - 1)) / found
    low, high = 1 - letters * errors, 1 + letters * errors
    least, count, most = low[last], factors[last], high[last]
    for step in reversed(range(last)):
        least, count, most = low[step] * least, factors[step] * count, high[step] * most
    return {"least": least, "count": count, "most": most}


CLAIM = Claim(
    statement=r"\prod_{h=1}^H (1 - k e_h) \le \hat Z/Z \le \prod_{h=1}^H (1 + k e_h),"
    r" \quad |\hat p_h - \pi^*(y_h|\cdot)| \le e_h \le \tfrac1k \le \hat p_h",
    source=Source(
        "Jerrum, Valiant and Vazirani 1986", "counting from sampling, sharp propagation of errors, every length", status="derived"
    ),
    space=lambda size: Space(
        share=Table(size[1], 0, 1), share_of_error=Table(size[1], 0, 1), sign=Table(size[1], 0, 1), derived=derived
    ),
    sizes=((2, 2), (3, 2), (2, 4)),
    chain=(lambda i: i.least, lambda i: i.count, lambda i: i.most),
    sharpened=lambda i: xp.ratio(99, 100) * i.most,
)
