"""The parts of which pages are made: formulas, graphs, papers, prose, and certificates read as they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.certified import with_certificate
from theory_lab import show
from theory_lab.claims import Choice, Claim, Ratio, Source, Space, registry
from theory_lab.claims.checks.check import check
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.certificates import filed
from theory_lab.claims.verdicts.outcomes import Level
from theory_lab.cli import main
from theory_lab.drafts.projects import project
from theory_lab.report.formulas import Untypeset, statement, typeset, wrapped
from theory_lab.report.papers import PaperError, papers
from theory_lab.report.shown.closed import in_closed_form
from theory_lab.site import shelves
from theory_lab.site.drawings.graphs import WIDTH, layered
from theory_lab.site.drawings.pictures import picture
from theory_lab.site.entries import MEANINGS, TONES
from theory_lab.site.notebooks import UNRUN, notebook
from theory_lab.site.one_page import page as one_page
from theory_lab.site.reference import LIBRARY, modules, words
from theory_lab.site.typesetting.prose import markdown
from theory_lab.site.typesetting.shorthand import CLOSE, COMMON, LETTERS, Shorthand


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\Bigl\{x\Bigr\}", "{"),
        (r"\max\Big\{a, b\Big\}", "}"),
        (r"\arg\max \hat r", "argmax"),
        (r"\Big\langle x, y \Big\rangle", "⟨"),
        (r"\textstyle\sum_j a_j", "∑"),
        (r"\mathbb E_p \mathcal M", "𝔼"),
        (r"\mathrm{KL}(p\|q)", "<mi>KL</mi>"),
    ],
)
def test_commands_that_the_converter_does_not_know(tex: str, shown: str) -> None:
    formula = typeset(tex)
    assert formula.startswith("<math") and shown in formula and "\\" not in formula


def test_what_cannot_be_typeset_is_shown_as_source() -> None:
    with pytest.raises(Untypeset):
        typeset(r"\nosuchcommand{x}")
    assert statement(r"\nosuchcommand{x}") == r"<code>\nosuchcommand{x}</code>"
    assert wrapped(r"\nosuchcommand{x}").startswith("<code>")


def test_a_formula_breaks_at_its_relations_but_not_in_brackets() -> None:
    assert wrapped(r"a \le b = P(X \le c), \quad d").count("<math") == 4
    assert wrapped(r"P[x \ge y]").count("<math") == 1


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"a\big(b - c\big)^2", "<mi>a</mi><msup><mrow>(<mi>b</mi><mo>−</mo><mi>c</mi>)</mrow><mn>2</mn></msup>"),
        (r"\Big[\big(b\big)^2\Big]_+", "<msub><mrow>[<msup><mrow>(<mi>b</mi>)</mrow><mn>2</mn></msup>]</mrow><mo>+</mo></msub>"),
        (r"\big(b\big) c", "<mrow>(<mi>b</mi>)</mrow><mi>c</mi>"),
        (r"a\big)^2", "<mi>a</mi><msup>)<mn>2</mn></msup>"),
    ],
)
def test_what_stands_in_large_brackets_is_the_base_of_their_exponent(tex: str, shown: str) -> None:
    formula = re.sub(r'<mo minsize="1.35em"(?: lspace="0")?>(.)</mo>', r"\1", str(typeset(tex, "inline")))
    assert shown in formula


def test_signs_that_need_no_room_are_written_in_the_letters_of_an_identifier() -> None:
    assert "<mi>(</mi><mi>a</mi><mi>/</mi><mi>b</mi><mi>)</mi>" in str(typeset("(a/b)", "inline"))
    assert re.search(r'<mo (?=[^>]*lspace="0")(?=[^>]*rspace="0")[^>]*>/</mo>', str(typeset(r"a \big/ b", "inline")))


def test_the_full_size_is_asked_for_where_it_is_not_that_of_what_stands_around() -> None:
    plain, above = str(typeset(r"\tfrac12 x", "inline")), str(typeset(r"e^{\tfrac12 x} + \frac{\tfrac12}{x}", "inline"))
    assert '<mfrac displaystyle="false">' in plain and "mstyle" not in plain and "scriptlevel" not in plain
    assert above.count('<mfrac displaystyle="false" scriptlevel="0">') == 2
    assert "scriptlevel" not in str(typeset(r"{\tfrac12 x}^2", "inline"))  # what has an exponent keeps its size


def test_shorthand_can_be_written_out_again() -> None:
    shorthand = Shorthand()
    formula = str(typeset(r"\mathbb E_p[w^{12}] \le \frac{N^2}{2N-1} \text{ & } (x/2) < y", "inline"))
    short = shorthand.written(formula)
    assert len(short) < len(formula) / 3
    assert _written_out(short, shorthand.tags) == re.sub("^<math><mrow>|</mrow></math>$", "", formula).replace("/>", "></mspace>")
    assert CLOSE not in shorthand.written("<math><mtext>a`</mtext></math>")[:-1]
    assert COMMON not in shorthand.written("<math><mtext>a$</mtext></math>")[1:]


def _written_out(short: str, tags: list[str]) -> str:
    """What the script of the pages does."""
    out, waiting = "", []
    for part in re.findall(rf"[$\u0531-\u0585]|{CLOSE}|[\d.]+ |.", short):
        leaf = bool(waiting) and re.match(r"m(i|o|n|text)\b", waiting[-1])
        if part == COMMON or "\u0531" <= part <= "\u0585":
            waiting.append(tags[0 if part == COMMON else ord(part) - 0x530])
            out += f"<{waiting[-1]}>"
        elif part == CLOSE:
            out += f"</{waiting.pop().split(' ')[0]}>"
        else:
            text = part.replace("&", "&amp;").replace("<", "&lt;")
            tag, text = ("mn", part[:-1]) if len(part) > 1 else ("mi" if part.isalpha() or part in LETTERS else "mo", text)
            out += text if leaf else f"<{tag}>{text}</{tag}>"
    return out


def test_a_graph_leads_to_the_right() -> None:
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("x", "y")]
    graph = layered(edges)
    assert graph.nodes.keys() == set("abcxy") and len(graph.edges) == 4
    assert all(graph.nodes[used][0] + WIDTH < graph.nodes[user][0] for used, user in edges)
    assert len(set(graph.nodes.values())) == 5
    with pytest.raises(ValueError, match="in a circle"):
        layered([("a", "b"), ("b", "a")])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = 3", "title must be a string"),
        ("link = 'javascript:alert(1)'", "link must be an address that begins with https:// or http://"),
        ("titel = 'x'", "has a key 'titel'"),
        ("[uses]\nholds = ['nothing']", "names 'nothing', but there is no such claim"),
        ("[uses]\nholds = ['holds']", "names itself"),
        ("[uses]\nholds = ['refuted', 'refuted']", "names a claim twice"),
        ("[uses]\nholds = 'refuted'", "must be a list of names"),
        ("[uses]\nholds = ['refuted']\nrefuted = ['holds']", "in a circle, each the next: "),
        ("[uses]\nrefuted = ['holds']\n[repairs]\nrefuted = ['holds']", "in a circle, each the next: "),
        ("uses = 3", "must be a table"),
        ("= 3", "cannot be read"),
    ],
)
def test_a_file_of_a_paper_that_says_what_cannot_be(tmp_path: Path, text: str, reason: str) -> None:
    for name in ("holds", "refuted"):
        (tmp_path / f"{name}.py").write_text("")
    (tmp_path / "paper.toml").write_text(text)
    with pytest.raises(PaperError, match=re.escape(reason)):
        papers([("mine.holds", tmp_path / "holds.py"), ("mine.refuted", tmp_path / "refuted.py")])


def test_a_paper_without_a_file(tmp_path: Path) -> None:
    assert papers([("a_paper.mine", tmp_path / "a_paper" / "mine.py")])["a_paper.mine"].title == "A paper"
    (tmp_path / "a_paper").mkdir()
    (tmp_path / "a_paper" / "paper.toml").write_text("= 3")
    places = [("a_paper.mine", tmp_path / "a_paper" / "mine.py")]
    with pytest.raises(PaperError, match="cannot be read"):
        papers(places)
    assert papers(places, files=False)["a_paper.mine"].title == "A paper"


def test_claims_of_one_folder_are_one_paper_from_wherever_it_is_asked_for(tmp_path: Path) -> None:
    """What is false is of the same paper, and two folders of one name are two papers."""
    folder = project("my_paper", tmp_path) / "claims"
    for root, prefix in ((folder, ""), (folder.parent, "claims.")):
        known = papers(registry.find([root], root=tmp_path / "none"))
        assert len(known) == 10 and {paper.name for paper in known.values()} == {"claims"}
        paper = known[f"{prefix}refuted.tv_le_kl"]
        assert paper.title == "my_paper" and paper.named(f"{prefix}refuted.tv_le_kl") == "refuted.tv_le_kl"
        assert paper.repairs == {"refuted.tv_le_kl": ("tv_square_le_half_kl",)}
    twice = papers([("a", tmp_path / "one" / "notes" / "a.py"), ("b", tmp_path / "two" / "notes" / "b.py")])
    assert [paper.name for paper in twice.values()] == ["notes", "notes_2"]


@pytest.mark.parametrize(("inside", "target"), [("", None), ("", "."), ("", "claims"), ("claims", ".")])
def test_the_site_of_a_project_is_that_of_its_paper(inside: str, target: str | None, tmp_path, capsys, monkeypatch) -> None:
    """The command on a page of a claim works in the project, and a misspelt name in the paper's file is refused."""
    folder = project("my_paper", tmp_path)
    monkeypatch.chdir(folder / inside)
    targets = [] if target is None else [target]
    assert run("site", *targets, "--out", tmp_path / "site") == 0
    assert sorted(path.name for path in (tmp_path / "site" / "papers").iterdir()) == ["claims.html", "index.html"]
    assert "<svg" in (tmp_path / "site" / "papers" / "claims.html").read_text("utf-8")
    (page,) = (tmp_path / "site" / "claims").glob("*tv_le_kl.html")
    (asked,) = re.findall(r'data-copy="theory-lab check ([^"]*)"', page.read_text("utf-8"))
    assert run("list", asked) == 0 and len(capsys.readouterr().out.splitlines()) == 2
    file = folder / "claims" / "paper.toml"
    file.write_text(file.read_text().replace("pinsker_constant =", "pinsker_konstant ="))
    assert run("site", *targets, "--out", tmp_path / "site") == 2
    assert "names 'pinsker_konstant', but there is no such claim" in " ".join(capsys.readouterr().err.split())


def test_edges_name_the_claims_of_a_file_that_holds_several(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "alone.py").write_text("CLAIM = 1\n")
    (folder / "several.py").write_text("CLAIMS = {'one': 1, 'two': 2}\n")
    (folder / "paper.toml").write_text("[uses]\nalone = ['several.two']\n")
    places = [("mine.alone", folder / "alone.py"), ("mine.several.two", folder / "several.py::two")]
    assert papers(places)["mine.alone"].used_by("several.two") == ("alone",)
    (folder / "paper.toml").write_text("[uses]\nalone = ['several.three']\n")
    with pytest.raises(PaperError, match=r"names 'several\.three', but there is no such claim"):
        papers(places)


def test_the_shipped_papers_use_no_claim_in_a_circle() -> None:
    found = {paper.name: paper for paper in papers(registry.find()).values()}
    for paper in (found[name] for name in ("alignment", "backtracking", "coverage_principle", "decision_making")):
        edges = [(used, user) for user, all_used in paper.uses.items() for used in all_used]
        assert len(edges) >= 40 and paper.title and paper.authors and paper.link
        layered([*edges, *((false, true) for false, instead in paper.repairs.items() for true in instead)])


def test_a_claim_is_drawn_along_a_number_and_not_where_nothing_varies() -> None:
    x = Claim(r"x^2 \le x", Source("notes", "1"), Space(x=Ratio(0, 1)), lhs=lambda i: i.x**2, rhs=lambda i: i.x)
    drawn = picture(x, check(x, "square"))
    assert drawn and drawn.field == "x" and drawn.through == "tightest instance" and not drawn.cut
    assert drawn.svg.count("<path") == 3 and "nan" not in drawn.svg and "inf" not in drawn.svg
    steep = replace(x, rhs=lambda i: i.x / (1 - i.x))
    cut = picture(steep, check(steep, "steep"))
    assert cut and cut.cut == "right"
    high = picture(replace(x, rhs=lambda i: i.x + 9), check(x, "high"))
    assert high and high.svg.count("L") > 90 and not high.cut  # or all of the right side would be out of the picture
    alone = replace(x, space=Space(x=Choice(1, 2)), lhs=lambda i: i.x, rhs=lambda i: i.x)
    assert picture(alone, check(alone, "choice")) is None


def test_sides_are_shown_in_closed_form_as_show_writes_them(claim_file) -> None:
    text = (
        claim_file("holds")
        .read_text()
        .replace("from theory_lab.claims", "from theory_lab import numbers as xp\nfrom theory_lab.claims", 1)
    )
    text = text.replace("rhs=lambda i: i.x,", "rhs=lambda i: i.x + 2 * xp.log(2),").replace("    sharpened", "    #")
    one = filed("closed", claim_file("closed", text=text))
    record = check(one.claim, one.name)
    assert record.worst_rhs is not None and " +/- " in record.worst_rhs  # the smallest precision decides it
    known = str(show(one.claim, at={"x": [1, 1]}))
    assert "  2*log(2) + 1 = 2.3862943611\n" in known
    shown = one_page([one], [record])
    assert "<code>2*log(2) + 1 = 2.3862943611</code>" in shown and "+/-" not in shown


def test_sides_that_raise_are_shown_as_they_are_stored() -> None:
    def raising(i):
        raise ZeroDivisionError("later")

    claim = Claim("x", Source("a note", "Lemma"), Space(x=Ratio(0, 1)), lhs=raising, rhs=lambda i: 1)
    sides = {"witness": {"x": [1, 2]}, "lhs": "0.5 +/- 1e-9", "rhs": "log(2) + log(4) = 2.0794415417"}
    record = Record("x", "x", "a note", "printed", "holds", "holds", **sides)
    told = in_closed_form(claim, record)
    assert (told.lhs, told.rhs) == ("0.5 +/- 1e-9", "3*log(2) = 2.0794415417")
    assert in_closed_form(claim, replace(record, lhs=None, rhs=None)).lhs is None


def test_a_claim_with_a_constant_is_shown_and_drawn_at_the_one_that_survives(claim_file) -> None:
    text = claim_file("holds").read_text().replace("lambda i: i.x * i.x", "lambda i, c: i.x * i.x")
    text = text.replace("rhs=lambda i: i.x,", 'rhs=lambda i, c: c * i.x, unknown="c", bracket=(0, 64),').replace(
        "    sharpened", "    #"
    )
    text = text.replace("space=Space(x=Ratio(0, 1))", "space=lambda n: Space(x=Ratio(0, 1)), sizes=(7,)")
    one = filed("constant", claim_file("constant", text=text))
    record = check(one.claim, one.name)
    survives = Fraction(record.constant["survives"])
    drawn = picture(one.claim, record)
    assert 1 <= survives < 2 and drawn and f'class="end">{float(survives):.3g}</text>' in drawn.svg
    shown = one_page([one], [record])
    assert f"<h3>tightest instance (size 7, c = {record.constant['survives']})</h3>" in shown
    assert f"<i>c = {record.constant['survives']}</i>" in shown
    assert f"All of this is about c = {record.constant['survives']} (" in shown


def test_arrows_have_room_around_them() -> None:
    assert str(typeset(r"a \implies b \iff c", "inline")).count("<mo>") == 2


def test_a_small_graph_is_low(tmp_path: Path) -> None:
    folder = project("my_paper", tmp_path)
    assert run("site", folder / "claims", "--out", tmp_path / "site") == 0
    (height,) = re.findall(r'<svg [^>]*height="(\d+)"', (tmp_path / "site" / "papers" / "claims.html").read_text("utf-8"))
    assert int(height) < 200


def test_every_level_has_a_meaning_and_a_tone() -> None:
    assert MEANINGS.keys() == TONES.keys() == {str(level) for level in Level}


def test_markdown_with_formulas_and_links() -> None:
    text = "# A page\n\n$x_1 \\le y_2$ and `$HOME` in [a guide](other.md#part).\n\n## A page\n\n"
    text += "<script>alert(1)</script>\n\n| a |\n|---|\n| b |\n"
    html, sections = markdown(text, lambda address: address.replace(".md", ".html"))
    assert "<math" in html and "<code>$HOME</code>" in html and 'href="other.html#part"' in html
    assert "<script>" not in html and 'class="scroll"' in html
    assert [section.anchor for section in sections] == ["a-page", "a-page-1"]


@pytest.mark.parametrize(
    ("head", "late"),
    [("theorem|what is checked|claim|evidence|sizes", True), ("claim|evidence|sizes", False), ("label|claim|evidence", False)],
)
def test_a_table_is_marked_whose_claims_stand_behind_two_columns(head: str, late: bool) -> None:
    """On a narrow page these come first, each cell still written once."""
    columns = head.split("|")
    html, _ = markdown(f"|{head}|\n|{'---|' * len(columns)}\n|{head}|\n", lambda address: address)
    assert ('<table class="late">' in html) is late and html.count("<table") == html.count('class="scroll"') == 1
    assert html.count("claim<") == 2


def test_a_notebook_that_was_not_run_says_so(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Title\n", "text"]},
        {"cell_type": "code", "source": "1 + 1", "outputs": []},
    ]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    page = notebook(path, str)
    assert page.title == "Title" and UNRUN in page.content
    cells[1]["outputs"] = [{"output_type": "stream", "text": ["<b>2</b>\n"]}]
    path.write_text(json.dumps({"cells": cells}))
    page = notebook(path, str)
    assert UNRUN not in page.content and "&lt;b&gt;2&lt;/b&gt;" in page.content


def test_emphasis_in_a_docstring_is_marked_up_and_a_product_is_not() -> None:
    assert words("A. Author, *A title: its end*, chapter 7.") == "<p>A. Author, <em>A title: its end</em>, chapter 7.</p>"
    for plain in ("a * b * c", "pi* is at most q*", "``*args`` and ``x*y*z``", "f(*rows, *columns)"):
        assert "<em>" not in words(plain)


def test_docstrings_keep_their_columns() -> None:
    html = words("A title.\n\nMain definitions\n----------------\n``f``  one\n``g``  two\n\nText with ``code``.")
    assert "<b>Main definitions</b>" in html and "<pre>f  one\ng  two</pre>" in html and "<code>code</code>" in html


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(map(str, arguments)))
    return int(stop.value.code or 0)


def test_report_shows_certificates_and_records_without_a_check(claim_file, tmp_path, capsys, monkeypatch) -> None:
    path = with_certificate(claim_file("holds"))
    assert run("check", path, "--json", tmp_path / "records.json") == 0

    def never(*arguments: object, **options: object) -> None:
        raise AssertionError("a claim was checked")

    monkeypatch.setattr("theory_lab.claims.checks.sweep.sweep", never)
    assert run("report", path, "--out", tmp_path / "one") == 0
    assert "exact on small" in (tmp_path / "one" / "index.html").read_text("utf-8")
    assert run("report", path, "--out", tmp_path / "two", "--from", tmp_path / "records.json") == 0
    assert "tightest instance" in (tmp_path / "two" / "index.html").read_text("utf-8")
    capsys.readouterr()


@pytest.mark.parametrize("text", ["{", "{}", "3", "[3]", '[{"id": "x"}]', '[{"outcome": "holds", "nonsense": 1}]'])
def test_report_refuses_what_holds_no_records(text: str, claim_file, tmp_path, capsys) -> None:
    (tmp_path / "records.json").write_text(text)
    assert run("report", claim_file("holds"), "--out", tmp_path / "out", "--from", tmp_path / "records.json") == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_report_says_why_records_cannot_be_read(claim_file, tmp_path, capsys) -> None:
    for name, why in [("gone.json", "cannot be read: No such file or directory."), ("holds.py", "is not JSON: ")]:
        assert run("report", claim_file("holds"), "--out", tmp_path / "out", "--from", tmp_path / name) == 2
        assert f"{name} {why}" in capsys.readouterr().err


def test_report_refuses_results_of_other_claims(claim_file, tmp_path, capsys) -> None:
    path = claim_file("holds")
    assert run("check", path, "--json", tmp_path / "records.json") == 0
    elsewhere = tmp_path / "other" / "lemma.py"
    elsewhere.parent.mkdir()
    elsewhere.write_text(Path(path).read_text("utf-8"), "utf-8")
    capsys.readouterr()
    assert run("report", elsewhere, "--out", tmp_path / "out", "--from", tmp_path / "records.json") == 2
    assert "records.json holds no result of these claims: its first is of holds, and theirs of lemma" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_claim_without_a_level_says_whether_it_was_checked(claim_file, tmp_path, capsys) -> None:
    path = claim_file("holds")
    assert run("site", path, "--out", tmp_path / "site") == 0
    assert "theory-lab certify checks the claim" in (tmp_path / "site" / "claims" / "holds.html").read_text("utf-8")
    raising = Path(path).read_text("utf-8").replace("lhs=lambda i: ", "lhs=lambda i: xp.exact(1) / 0 * ")
    Path(path).write_text(raising, "utf-8")
    assert run("report", path, "--out", tmp_path / "one") == 1
    assert "Checked, and neither refuted nor confirmed." in (tmp_path / "one" / "index.html").read_text("utf-8")
    capsys.readouterr()


def test_a_record_travels_through_json(claim_file) -> None:
    from theory_lab.claims.checks.check import check
    from theory_lab.claims.verdicts.certificates import filed

    one = filed("holds", claim_file("holds"))
    record = check(one.claim, one.name)
    assert Record.from_json(json.loads(json.dumps(record.to_json()))).to_json() == record.to_json()


def test_a_page_of_a_stopped_run_says_so(claim_file) -> None:
    from theory_lab.claims.checks.check import check
    from theory_lab.claims.verdicts.certificates import filed
    from theory_lab.site.one_page import page

    found = [filed(f"paper.{kind}", claim_file(kind)) for kind in ("holds", "refuted")]
    html = page(found, [check(found[0].claim, found[0].name)])
    assert "This run was stopped: 1 of 2 claims were finished. Not finished: paper.refuted." in html


def test_giant_fractions_are_rounded_on_a_page(claim_file) -> None:
    from theory_lab.claims.verdicts.certificates import filed
    from theory_lab.site.one_page import page

    giant = f"{10**30 + 1}/{3 * 10**30}"
    one = filed("wrong", claim_file("wrong"))
    record = replace(check(one.claim, one.name), lhs=giant, witness_values={"p": [giant, "0"]}, details=(("step 1", giant),))
    text = page([one], [record])
    assert giant not in text and text.count("≈ 0.3333") == 3


def test_site_of_own_claims(claim_file, tmp_path, capsys) -> None:
    assert run("site", claim_file("holds"), "--out", tmp_path / "site") == 0
    assert "wrote" in capsys.readouterr().out
    assert '<div class="statement wide"><math' in (tmp_path / "site" / "claims" / "holds.html").read_text("utf-8")
    (tmp_path / "file").write_text("")
    assert run("site", claim_file("holds"), "--out", tmp_path / "file") == 2


def test_code_in_the_title_of_a_claim_is_marked_up(claim_file, tmp_path) -> None:
    path = claim_file("titled", text='"""The bound at ``n = 1``."""\n\n' + claim_file("holds").read_text("utf-8"))
    assert run("site", path, "--out", tmp_path / "site") == 0
    text = (tmp_path / "site" / "claims" / "titled.html").read_text("utf-8")
    assert "<h1>The bound at <code>n = 1</code> " in text and "<title>The bound at n = 1" in text


def test_a_circle_of_uses_is_one_sentence(tmp_path: Path, capsys) -> None:
    text = (Path(__file__).parents[2] / "proofs_check" / "divergences" / "kl_ge_vajda.py").read_text("utf-8")
    for name in ("one", "other"):
        (tmp_path / "mine" / f"{name}.py").parent.mkdir(exist_ok=True)
        (tmp_path / "mine" / f"{name}.py").write_text(text)
    (tmp_path / "mine" / "paper.toml").write_text("[uses]\none = ['other']\nother = ['one']\n")
    assert run("site", tmp_path, "--out", tmp_path / "site") == 2
    said = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert "in a circle, each the next: " in said and ("one -> other -> one" in said or "other -> one -> other" in said)
    assert "Traceback" not in said


def test_an_installed_package_says_that_it_has_no_notebooks(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n\n[one](../notebooks/one.ipynb), [two](../experiments/README.md)\n")
    assert shelves.NONE_HERE in str(shelves.notebooks(tmp_path, {}).files["notebooks/index.html"])
    page = str(shelves.guides(tmp_path, {}).files["guides/a.html"])
    assert 'href="../notebooks/index.html"' in page and 'href="../guides/index.html"' in page


def test_the_contents_of_the_guides_say_which_question_each_answers(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n\n> Why `a`?\n\nBecause.\n")
    (tmp_path / "docs" / "b.md").write_text("# B\n\nNothing is asked.\n")
    page = str(shelves.guides(tmp_path, {}).files["guides/index.html"])
    assert '<a href="a.html">A</a><small>Why <code>a</code>?</small>' in page and page.count("<small>") == 1


@pytest.mark.parametrize(("pattern", "order"), [("docs/*.md", shelves.ORDER), ("notebooks/*.ipynb", shelves.NOTEBOOKS)])
def test_every_guide_and_notebook_has_its_place(pattern: str, order: dict[str, tuple[str, ...]]) -> None:
    named = [name for names in order.values() for name in names]
    assert sorted(named) == sorted(path.stem for path in Path(__file__).parents[2].glob(pattern))


def test_version(capsys) -> None:
    import theory_lab

    assert run("--version") == 0
    assert capsys.readouterr().out == f"theory-lab {theory_lab.__version__}\n"


def test_the_fields_of_a_class_are_one_list() -> None:
    (claim,) = [module for module in modules(LIBRARY / "claims") if module.name == "claims.source"]
    fields = re.findall(r'<pre class="signature"><code>(.*?)</code></pre>', str(claim.content), re.DOTALL)
    plain = [re.sub(r"<.*?>", "", one) for one in fields]
    assert any("reference: str\nlabel: str\n" in one for one in plain)
