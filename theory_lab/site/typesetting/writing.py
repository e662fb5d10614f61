"""Templates filled in, and code highlighted.

Main definitions
----------------
``rendered``     a template with its values, as a page of the site
``highlighted``  Python as HTML
``resource``     a file that the templates come with
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup, escape

import theory_lab

TABS = (
    ("Papers", "papers/index.html", "papers"),
    ("Claims", "claims.html", "claims"),
    ("Guides", "guides/index.html", "guides"),
    ("Notebooks", "notebooks/index.html", "notebooks"),
    ("Reference", "reference/index.html", "reference"),
)
# Classes of the style sheet for the kinds of tokens that are told apart.
CLASSES = (("Token.Comment", "c"), ("Token.Keyword", "k"), ("Token.Literal.String", "s"), ("Token.Literal.Number", "m"))
DEFINED = ("Token.Name.Function", "Token.Name.Class", "Token.Name.Decorator")


def rendered(template: str, *, depth: int, tabs: tuple[tuple[str, str, str], ...] = TABS, **values: Any) -> str:
    """A page that lies ``depth`` folders below the root; ``tabs`` are the parts of the site that there are."""
    common = {"root": "../" * depth, "tabs": tabs, "version": theory_lab.__version__, "shape": "", "tab": ""}
    return _environment().get_template(template).render(**(common | values))


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.PackageLoader("theory_lab.site")
    return jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def resource(name: str) -> str:
    return resources.files("theory_lab.site").joinpath("templates", name).read_text("utf-8")


def highlighted(code: str, language: str = "python") -> Markup:
    """Code as a ``<pre>``; of what is no Python the plain text."""
    return Markup("<pre><code>{}</code></pre>").format(spans_of(code) if language == "python" else code)


def spans_of(code: str) -> Markup:
    """Python with its tokens marked up."""
    from pygments.lexers.python import PythonLexer

    tokens = PythonLexer(stripnl=True, ensurenl=False).get_tokens(code)
    parts: list[str] = []
    for style, group in groupby(tokens, key=lambda token: _class(token[0])):
        text = escape("".join(word for _, word in group))
        parts.append(f'<span class="{style}">{text}</span>' if style else str(text))
    return Markup("".join(parts))


@cache
def _class(token: object) -> str:
    """The class of a kind of tokens."""
    kind = str(token)
    if kind.startswith(DEFINED):
        return "f"
    return next((style for prefix, style in CLASSES if kind.startswith(prefix)), "")
