"""The page: whole, self-contained, and showing what it must."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import CONTENTS
from theory_lab.claims.checks.check import check
from theory_lab.claims.verdicts.certificates import filed
from theory_lab.report import plots
from theory_lab.report.formulas import statement
from theory_lab.site.one_page import page

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Balanced(HTMLParser):
    """Fails on an element that is closed in the wrong order; collects addresses and anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "action", "data"):
                self.addresses.append(value)
            if name == "id":
                self.anchors.add(value)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder, found = tmp_path_factory.mktemp("claims"), []
    for kind in ("holds", "refuted", "wrong"):
        (folder / f"{kind}.py").write_text(CONTENTS[kind], encoding="utf-8")
        found.append(filed(f"paper.{kind}", folder / f"{kind}.py"))
    return page(found, [check(one.claim, one.name) for one in found])


def test_the_page_is_well_formed_and_fetches_nothing(html):
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []
    assert all(address.startswith("#") and address[1:] in parser.anchors for address in parser.addresses)
    assert "url(" not in html.replace("url(#", "") and "@import" not in html and "<script" not in html


def test_statement_status_evidence_and_counterexample_are_shown(html):
    for text in (
        *(
            "<math",
            "Lemma 2",
            "derived",
            "refuted exactly",
            "not as expected",
            "A square is at most its root",
        ),
        *("smallest counterexample", "[1, 0]", "(1, 0)", "tightest instance", "tempting form"),
    ):
        assert text in html
    assert re.search(r"left</span> <code>1</code>", html)
    assert re.search(r"right</span> <code>1/2</code>", html)


def test_the_foot_lists_the_levels_of_the_documentation(html):
    guide = (Path(__file__).parents[2] / "docs" / "what_a_check_is.md").read_text(encoding="utf-8")
    levels = re.findall(r"^\| `([a-z ]+)` \|", guide, re.MULTILINE)
    assert len(levels) == 9
    assert f"Levels: {', '.join(levels[:-1])}; or {levels[-1]}." in html


def test_text_of_a_claim_file_is_escaped(claim_file):
    text = claim_file("holds").read_text().replace('"a note"', '"<b>note</b> & \\"more\\""')
    path = claim_file("holds", text=text.replace("A square is", "<script>alert(1)</script>"))
    one = filed("holds", path)
    html = page([one], [check(one.claim, "holds")])
    assert "<script" not in html and "<b>" not in html
    assert "&lt;b&gt;note&lt;/b&gt; &amp; &#34;more&#34;" in html


class Harmless(HTMLParser):
    """Fails on anything that could run, fetch or send."""

    def handle_starttag(self, tag, attrs):
        assert tag not in ("script", "iframe", "object", "embed", "form", "link", "base", "img", "foreignobject")
        for name, value in attrs:
            assert not name.startswith("on") and "javascript:" not in (value or "").lower()
            assert name not in ("src", "action", "formaction", "srcdoc") and (name != "href" or value.startswith("#"))


ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


@pytest.mark.parametrize("tex", [r"\text{%s}", r"\mathrm{%s}", r"\operatorname{%s}", "%s", r"\text{&lt;script&gt;%s}", r"\x{%s}"])
def test_a_statement_is_no_script(tex):
    shown = str(statement(tex.replace("%s", ATTACK)))
    Harmless().feed(shown)
    assert "<script" not in shown and "<img" not in shown


def test_nothing_of_a_claim_is_a_script(claim_file):
    text = claim_file("wrong").read_text().replace('"""Probabilities below a half."""', f"'''{ATTACK}\n\n{ATTACK}'''")
    text = text.replace('"a note", "Lemma 2"', f"{ATTACK!r}, {ATTACK!r}, quote={ATTACK!r}, reading={ATTACK!r}")
    text = text.replace('r"p_1 \\le \\tfrac12"', f'r"\\text" + {"{" + ATTACK + "}"!r}').replace('falls=""', f"notes={ATTACK!r}")
    path = claim_file("wrong", name="a<script>b", text=text)
    one = filed("paper.a<script>b", path)
    record = replace(
        check(one.claim, one.name), problems=(ATTACK,), details=((ATTACK, ATTACK),), lhs=ATTACK, rhs=ATTACK, loose=ATTACK
    )
    html = page([one], [record], title=ATTACK)
    Harmless().feed(html)
    assert html.count("&lt;script&gt;") >= 14 and "<script" not in html


def test_same_input_same_page():
    ratios = ["a.b", "a.c"], [0.5, 1.0]
    assert plots.tightness(*ratios) == plots.tightness(*ratios)
    assert plots.tightness([], []) == ""


def test_a_statement_that_cannot_be_converted_is_shown_as_source():
    assert str(statement(r"x \le y")).startswith("<math")
    assert str(statement(r"\nosuchcommand{x} < 1")) == r"<code>\nosuchcommand{x} &lt; 1</code>"
    assert str(statement(r"x_1_2")).startswith("<code>")
    assert str(statement("a <b> c")).count("<b>") == 0


def test_a_corrupt_certificate_is_shown_and_escaped(claim_file):
    from theory_lab.claims.verdicts.certificates import Corrupt

    one = filed("paper.holds", claim_file("holds"))
    record = check(one.claim, one.name, Corrupt("the certificate is corrupt: '<script>' is not a valid Level"))
    shown = page([one], [record])
    assert "corrupt certificate" in shown and "&lt;script&gt;" in shown and "<script>" not in shown
