"""Notebooks as pages: text, code and the outputs that are stored with them.

Main definitions
----------------
``notebook``  one file of Jupyter as a page of prose

Conventions: nothing is run; a page says so where outputs are missing.  HTML of outputs is not taken over.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from theory_lab.site.prose import Guide, Leading, Section, markdown
from theory_lab.site.writing import highlighted

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
    for cell in cells:
        source = _joined(cell["source"])
        if cell["cell_type"] == "markdown":
            html, own = markdown(source, leading)
            sections += own
            parts.append(html)
            if not sections[1:] and (found := _HEADING.search(source)):
                title = _EMPHASIS.sub("", found[1])
        elif cell["cell_type"] == "code" and source.strip():
            outputs = Markup("").join(map(_output, cell.get("outputs", [])))
            parts.append(Markup('<div class="cell">{}{}</div>').format(highlighted(source), outputs))
    if not any(cell.get("outputs") for cell in code):
        parts.insert(0, Markup("<p><em>{}</em></p>").format(UNRUN))
    return Guide(path.stem, title, Markup("\n").join(parts), tuple(sections))


def _joined(text: Any) -> str:
    return text if isinstance(text, str) else "".join(text)


def _output(output: dict[str, Any]) -> Markup:
    """A figure, or text."""
    data = output.get("data", {})
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            picture = "".join(_joined(data[kind]).split())
            alternative = _joined(data.get("text/plain", "a figure"))
            return Markup('<img src="data:{};base64,{}" alt="{}" loading="lazy">').format(kind, picture, _figure(alternative))
    text = _joined(output.get("text") or data.get("text/plain") or output.get("traceback") or "")
    return Markup('<pre class="out" tabindex="0">{}</pre>').format(_COLOURS.sub("", text).rstrip()) if text.strip() else Markup("")


def _figure(text: str) -> str:
    """What a figure is called where its notebook does not say: Matplotlib writes its type and size."""
    return "Figure of the notebook, explained in the text beside it" if text.startswith("<") else text
