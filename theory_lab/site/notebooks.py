"""Notebooks as pages: text, code and the outputs that are stored with them.

Main definitions
----------------
``notebook``  one file of Jupyter as a page of prose

Conventions: nothing is run; a page says so where outputs are missing.  HTML of outputs is not taken over.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from theory_lab.site.typesetting.prose import Guide, Leading, Section, markdown
from theory_lab.site.typesetting.writing import highlighted

UNRUN = "This notebook was not run since it was changed: its outputs are not stored. Open it in Jupyter to run it."
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_EMPHASIS = re.compile(r"[$`*]")


def notebook(path: Path, leading: Leading) -> Guide:
    """The page of a notebook; raises ``ValueError`` for what is no notebook."""
    content = json.loads(path.read_text("utf-8"))
    cells = content.get("cells", [])
    code = [cell for cell in cells if cell["cell_type"] == "code" and _joined(cell["source"]).strip()]
    parts: list[Markup] = []
    sections: list[Section] = []
    title = path.stem.replace("_", " ")
    pictures: dict[str, bytes] = {}
    for cell in cells:
        source = _joined(cell["source"])
        if cell["cell_type"] == "markdown":
            html, own = markdown(source, leading)
            sections += own
            parts.append(html)
            if not sections[1:] and (found := _HEADING.search(source)):
                title = _EMPHASIS.sub("", found[1])
        elif cell["cell_type"] == "code" and source.strip():
            outputs = Markup("").join(_output(output, path.stem, pictures) for output in cell.get("outputs", []))
            parts.append(Markup('<div class="cell">{}{}</div>').format(highlighted(source), outputs))
    if not any(cell.get("outputs") for cell in code):
        parts.insert(0, Markup("<p><em>{}</em></p>").format(UNRUN))
    return Guide(path.stem, title, Markup("\n").join(parts), tuple(sections), pictures)


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def _output(output: dict[str, Any], name: str, pictures: dict[str, bytes]) -> Markup:
    """A figure, which is added to the pictures, or text."""
    data = output.get("data", {})
    for kind in ("png", "jpeg"):
        if f"image/{kind}" in data:
            own = f"{name}-{len(pictures) + 1}.{kind}"
            pictures[own] = base64.b64decode(_joined(data[f"image/{kind}"]))
            alternative = _figure(_joined(data.get("text/plain", "a figure")))
            figure = Markup('<p class="scroll figure"><img src="{}" alt="{}"{} loading="lazy"></p>')
            return figure.format(own, alternative, _size(pictures[own]))
    text = _joined(output.get("text") or data.get("text/plain") or output.get("traceback") or "")
    return Markup('<pre class="out">{}</pre>').format(_COLOURS.sub("", text).rstrip()) if text.strip() else Markup("")


def _size(picture: bytes) -> Markup:
    """Width and height of a PNG, so that the text below does not jump when it comes."""
    if not picture.startswith(b"\x89PNG") or len(picture) < 24:
        return Markup("")
    width, height = (int.from_bytes(picture[place : place + 4], "big") for place in (16, 20))
    return Markup(' width="{}" height="{}"').format(width, height)


def _figure(text: str) -> str:
    """What a figure is called where its notebook does not say: Matplotlib writes its type and size."""
    return "Figure of the notebook, explained in the text beside it" if text.startswith("<") else text
