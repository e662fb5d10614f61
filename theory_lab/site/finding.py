"""The index of the search: every page with the words on it.

Main definitions
----------------
``Page``  what is found, where it leads, and its words
``data``  the index as a script

Conventions: each word stands once, in lower case; words that stand on most pages are left out.
Addresses go without their ending.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]{2,}")
COMMON = 0.35  # a word on more than this part of all pages tells none of them apart


@dataclass(frozen=True)
class Page:
    """A page, or a section of one."""

    title: str
    address: str
    kind: str
    words: str = ""


def data(pages: Sequence[Page]) -> str:
    """The index; a search asks for the beginnings of words."""
    words = [set(_WORD.findall(page.words.lower())) - set(_WORD.findall(page.title.lower())) for page in pages]
    number = Counter(word for own in words for word in own)
    common = {word for word, count in number.items() if count > COMMON * len(pages)}
    kinds = sorted({page.kind for page in pages})
    rows = [
        [page.title, page.address.replace(".html", "", 1), kinds.index(page.kind), " ".join(sorted(own - common))]
        for page, own in zip(pages, words, strict=True)
    ]
    return f"window.PAGES={_short(rows)};window.KINDS={_short(kinds)};\n"


def _short(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
