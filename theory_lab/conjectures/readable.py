r"""TeX as it is read aloud, for a terminal: ``\mathrm{TV}^2 \le \tfrac{1}{2} \mathrm{KL}`` is ``TV^2 <= 1/2 KL``.

Main definitions: ``readable``.

Conventions: for formulas that a search writes and symbols that people give; of a command that is not known the name is left.
"""

from __future__ import annotations

import re

_GROUP = r"\{([^{}]*)\}"
# From the inside out, until nothing changes: a group of one letter or number needs no brackets, any other keeps round ones.
_GROUPED = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\\(?:mathrm|text|operatorname|mathbb|mathcal)\s*" + _GROUP, r"\1"),
        (r"\\[td]?frac\s*" + _GROUP + r"\s*" + _GROUP, r"\1/\2"),
        (r"\\[td]?frac\s*(\w)\s*(\w)", r"\1/\2"),
        (r"\\sqrt\s*" + _GROUP, r"sqrt(\1)"),
        (r"([_^])\{(\w)\}", r"\1\2"),
        (r"([_^])" + _GROUP, r"\1(\2)"),
    )
)
_SIGNS = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\\left(?![A-Za-z])|\\right(?![A-Za-z])|\\[,;!]|\$", ""),
        (r"\\_", "_"),
        (r"\\leq?(?![A-Za-z])", "<="),
        (r"\\geq?(?![A-Za-z])", ">="),
        (r"\\[|]|\\Vert(?![A-Za-z])", "||"),
        (r"\\cdot(?![A-Za-z])", "*"),
        (r"\\([A-Za-z]+)", r"\1"),
        (r"  +", " "),
    )
)


def readable(tex: str) -> str:
    """The formula in words and signs of a keyboard."""
    before = ""
    while before != tex:
        before = tex
        for pattern, written in _GROUPED:
            tex = pattern.sub(written, tex)
    for pattern, written in _SIGNS:
        tex = pattern.sub(written, tex)
    return tex.strip()
