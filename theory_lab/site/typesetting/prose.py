"""Guides: pages of Markdown with anchors, and links that lead to pages of the site.

Main definitions
----------------
``Guide``    a page: title, HTML, and its sections as words
``guide``    one Markdown file
``markdown`` Markdown as HTML
``linked``   names of claims as links

Conventions: formulas stand between single or double dollars; no HTML of a page is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from markupsafe import Markup

from theory_lab.report.formulas import statement
from theory_lab.site.typesetting.writing import spans_of

Leading = Callable[[str], str]  # from an address as it is written to one of the site
_MARKED = re.compile(r"(```.*?```|`[^`\n]+`)|\$\$(.+?)\$\$|\$([^$\n]+?)\$", re.DOTALL)
_KEPT = re.compile("\ue000(\\d+)\ue001")  # where a formula stands while Markdown is read
# A table whose claims and their evidence stand behind two columns of words, which a phone would show alone.
_LATE = re.compile(r"<table>(?=\s*<thead>\s*<tr>\s*(?:<th>[^<]*</th>\s*){2}<th>claim</th>\s*<th>evidence</th>)")
_LONG = re.compile("<td>(?=[^<]{40})")  # a cell with a sentence, which needs some width on a phone as well
_CODE = re.compile(r"(?<!<pre>)<code>([a-z_0-9.]+)</code>")


@dataclass(frozen=True)
class Section:
    """A heading with its anchor, and the words below it."""

    title: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Guide:
    """A page of Markdown, and the pictures on it by their names."""

    name: str
    title: str
    content: Markup
    sections: tuple[Section, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def guide(path: Path, leading: Leading) -> Guide:
    """The page of a file."""
    text = path.read_text("utf-8")
    content, sections = markdown(text, leading)
    first = re.search(r"^# (.+)$", text, re.MULTILINE)
    return Guide(path.stem.lower(), first[1].replace("`", "") if first else path.stem, content, tuple(sections))


def markdown(text: str, leading: Leading) -> tuple[Markup, list[Section]]:
    """Markdown as HTML, and its sections; tables and code scroll by themselves on a narrow page."""
    formulas: list[Markup] = []

    def keep(match: re.Match[str]) -> str:
        if match[1]:
            return match[0]
        formulas.append(statement(match[2] or match[3], "block" if match[2] else "inline"))
        return f"\ue000{len(formulas) - 1}\ue001"

    tokens = _parser().parse(_MARKED.sub(keep, text))
    sections: list[Section] = []
    taken: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            title = _text(tokens[place + 1])
            anchor = _anchor(title, taken)
            token.attrSet("id", anchor)
            sections.append(Section(title, anchor, ""))
        elif token.type == "inline":
            if sections and tokens[place - 1].type != "heading_open":
                sections[-1] = Section(sections[-1].title, sections[-1].anchor, f"{sections[-1].words} {_text(token)}")
            for child in token.children or ():
                name = {"link_open": "href", "image": "src"}.get(child.type)
                if name:
                    child.attrSet(name, leading(str(child.attrGet(name) or "")))
    html = _parser().renderer.render(tokens, _parser().options, {})
    html = _LATE.sub('<table class="late">', html)
    html = re.sub("<table[^>]*>", r'<div class="scroll" role="region" aria-label="table">\g<0>', html)
    html = html.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")
    html = _LONG.sub('<td class="long">', html)
    html = html.replace("<p><img ", '<p class="scroll figure"><img ')
    html = _KEPT.sub(lambda match: formulas[int(match[1])], html)
    return Markup(html), [replace(part, title=_KEPT.sub("", part.title), words=_KEPT.sub("", part.words)) for part in sections]


def linked(content: Markup, addresses: Mapping[str, str]) -> Markup:
    """Names of claims in type, with links to their pages."""

    def link(match: re.Match[str]) -> str:
        address = addresses.get(match[1])
        return f'<a href="{address}">{match[0]}</a>' if address else match[0]

    return Markup(_CODE.sub(link, content))


def _text(token: object) -> str:
    return "".join(child.content if child.content else " " for child in getattr(token, "children", None) or ())


def _anchor(title: str, taken: set[str]) -> str:
    """The anchor that GitHub gives a heading, with a number where it is taken."""
    plain = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") or "section"
    anchor = next(name for name in (plain, *(f"{plain}-{k}" for k in range(1, 1000))) if name not in taken)
    taken.add(anchor)
    return anchor


@cache
def _parser():
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "highlight": _highlight}).enable("table")
    parser.add_render_rule("fence", _fence)
    return parser


def _fence(renderer: object, tokens: list, place: int, options: object, environment: object) -> str:
    token = tokens[place]
    return str(Markup("<pre><code>{}</code></pre>").format(_shown(token.content, token.info.strip())))


def _highlight(code: str, language: str, attributes: str) -> str:
    return str(_shown(code, language))


def _shown(code: str, language: str) -> Markup | str:
    return spans_of(code) if language == "python" else code.rstrip("\n")
