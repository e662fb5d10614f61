"""The files of the site: links lead somewhere, statements are typeset, pages are small, and nothing is fetched."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

from theory_lab.site.claim_pages import fitting

HREF = re.compile(r'(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\bid="([^"]*)"')
LARGEST = 300_000  # bytes of a page with its style, its script and its data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_somewhere(site: Path, pages: dict[str, str]) -> None:
    anchors = {name: set(ANCHOR.findall(text)) for name, text in pages.items()}
    root, broken = site.resolve(), []

    @cache  # pages side by side have many addresses in common
    def place(folder: Path, target: str) -> str | None:
        path = folder / target
        return path.resolve().relative_to(root).as_posix() if path.is_file() else None

    for name, text in pages.items():
        for address in set(HREF.findall(text)):
            target, _, anchor = unquote(address.replace("&amp;", "&")).partition("#")
            if target.startswith(("https:", "http:", "data:", "mailto:")):
                continue
            found = place((site / name).parent, target) if target else name
            if found is None or (anchor and found in anchors and anchor not in anchors[found]):
                broken.append(f"{name}: {address}")
    assert broken == []


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, str]) -> None:
    fetched = re.compile(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="(?:https?:)?//')
    assert [name for name, text in pages.items() if fetched.search(text)] == []


def test_every_claim_has_a_page_and_every_statement_is_typeset(site: Path, pages: dict[str, str]) -> None:
    claims = [text for name, text in pages.items() if name.startswith("claims/")]
    assert len(claims) > 600
    for name, text in pages.items():
        for statement in re.findall(r'<div class="statement[^"]*">(.*?)</div>', text, re.DOTALL):
            assert "<math" in statement and "<code>" not in statement, name
    data = (site / "claims.js").read_text("utf-8")
    rows = json.loads(data[data.index("=") + 1 : data.rindex(";")])
    assert len(rows["rows"]) == len(claims)
    assert all(row[0] and not row[1] for row in rows["rows"])


def test_statements_of_other_sources_stand_behind_those_of_the_paper(pages: dict[str, str]) -> None:
    page = pages["papers/alignment.html"]
    titles = re.findall(r'<h2 id="[^"]*">(.*?)</h2>', page)
    first = next(k for k, title in enumerate(titles) if title in ("arXiv:2401.01879", "Safety Hacking in Constrained Best-of-N"))
    assert titles.index("Section 3") < titles.index("Section 4") < titles.index("Appendix F") < first
    assert not any(title.startswith(("Section", "Appendix")) for title in titles[first:])
    foreign = page.index(f">{titles[first]}</h2>")
    assert page.index('id="best_of_n_regret_le"') < foreign < page.index('id="best_of_n_kl_le"')  # both are a Theorem 3.1
    assert re.search(r"<p>\d+ claims, \d+ of them from other sources", page)
    # Of many sources each has its place, and none is another.
    collection = pages["papers/divergences.html"]
    titles = re.findall(r'<h2 id="[^"]*">(.*?)</h2>', collection)
    assert "Lin 1991" in titles and not any(title.startswith("Section") for title in titles)
    assert "from other sources" not in collection
    # A graph shades them, where there are others.
    nodes = dict(re.findall(r'<a href="[^"]*alignment\.([^"]*)\.html" class="\w+( other)?" transform', page))
    assert nodes["best_of_n_kl_le"] and not nodes["best_of_n_regret_le"] and "Shaded claims are from other sources." in page
    assert "<svg" in collection and " other" not in re.findall("<svg.*?</svg>", collection, re.DOTALL)[0]


def test_labels_in_a_graph_begin_with_what_tells_them_apart() -> None:
    assert fitting("Theorem 3.1") == "Theorem 3.1"
    assert fitting("explicit form of Theorem 3.1") == "Theorem 3.1: explic…"
    assert fitting("Equation (9)") == "Equation (9)"
    assert len(fitting("i" * 99)) > 2 * len(fitting("m" * 99))


def test_a_cell_with_a_sentence_has_some_width(pages: dict[str, str]) -> None:
    page = pages["guides/trusted_base.html"]
    assert '<td class="long">' in page and "<td>Code of people's own that may catch" not in page


def test_pages_are_small(site: Path, pages: dict[str, str]) -> None:
    common = sum((site / name).stat().st_size for name in ("style.css", "site.js"))
    own = {"claims.html": (site / "claims.js").stat().st_size}
    sizes = {name: len(text.encode()) + common + own.get(name, 0) for name, text in pages.items()}
    large = {name: size for name, size in sizes.items() if size > LARGEST and not name.startswith("notebooks/")}
    assert large == {}
    assert (site / "site.js").stat().st_size < 12_000


def test_a_long_proof_is_cut_at_a_line_and_says_what_prints_the_rest(pages: dict[str, str]) -> None:
    page = pages["claims/alignment.best_of_n_regret_le_tuned.html"]
    assert re.search(r">[\d,]+ more lines; theory-lab prove --show prints them\.</span></pre>", page)
    others = [name for name, text in pages.items() if "more lines; theory-lab prove" in text]
    assert len(others) < 20, "most proofs stand on their pages whole"


def test_the_graphs_have_the_edges_of_the_proofs(pages: dict[str, str]) -> None:
    names = ("alignment", "backtracking", "coverage_principle", "decision_making")
    assert min(pages[f"papers/{name}.html"].count("data-ends=") for name in names) >= 40


def test_a_page_of_a_claim_says_what_it_must(pages: dict[str, str]) -> None:
    text = pages["claims/coverage_principle.coverage_le_truncated_kl.html"]
    for words in (
        "Evidence",
        "tightest instance",
        "The claim as Python",
        "Its proof uses",
        "Used by",
        "theory-lab check coverage",
    ):
        assert words in text, words
    assert '<figure class="slice">' in text and "decide nothing" in text
    false = pages["claims/coverage_principle.refuted.coverage_le_kl_div_log.html"]
    assert "What holds instead" in false and "counterexample" in false


def test_a_proof_by_hand_is_shown_with_its_steps(pages: dict[str, str]) -> None:
    by_hand = {name for name, text in pages.items() if "<summary>Its steps, given by hand</summary>" in text}
    sketches = Path("proofs_check").glob("*/_sketches/*.py")
    assert by_hand == {f"claims/{path.parts[-3]}.{path.stem}.html" for path in sketches} != set()
    shown = re.sub("<[^>]*>", "", pages["claims/divergences.total_variation_le_bretagnolle_huber.html"])
    assert "kl, some, cauchy, jensen, proof=cell(squares, functions=functions)" in shown


def test_every_experiment_has_a_page_with_its_figures(site: Path, pages: dict[str, str]) -> None:
    experiments = Path(__file__).parents[2] / "experiments"
    for readme in experiments.glob("*/README.md"):
        text = pages[f"guides/{readme.parent.name}.html"]
        figures = sorted(path.relative_to(experiments.parent).as_posix() for path in readme.parent.glob("figures/*.svg"))
        assert figures and all(f"../files/{figure}" in text for figure in figures)


def test_the_reference_has_signatures_and_the_guides_are_there(pages: dict[str, str]) -> None:
    assert "hellinger2" in pages["reference/theory_lab.measures.divergences.html"]
    docs = Path(__file__).parents[2] / "docs"
    assert {f"guides/{path.stem}.html" for path in docs.glob("*.md")} <= pages.keys()
    notebooks = docs.parent / "notebooks"
    assert {f"notebooks/{path.stem}.html" for path in notebooks.glob("*.ipynb")} <= pages.keys()
    assert all("<img" in text for name, text in pages.items() if name.startswith("notebooks/") and "index" not in name)
