"""The site in Chromium: no error, nothing cut off or out of reach, and all that can be clicked works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from theory_lab.site.histories import histories

WIDTHS = (390, 800, 1400, 1920)
SCHEMES = ("light", "dark")
HEIGHT = 900
KINDS = {
    "home": "index.html",
    "papers": "papers/index.html",
    "paper": "papers/coverage_principle.html",
    "claims": "claims.html",
    "claim": "claims/coverage_principle.coverage_le_kl.html",
    "refuted": "claims/coverage_principle.refuted.coverage_le_kl_div_log.html",
    "guide": "guides/what_a_check_is.html",
    "table": "guides/labels.html",
    "experiment": "guides/layered_paths.html",
    "notebook": "notebooks/horizon.html",
    "reference": "reference/theory_lab.claims.claim.html",
}
# Made as those, of fewer parts.
SMALL = KINDS | {"paper": "papers/divergences.html", "table": "guides/headlines.html"}
FIRST_PAINT = 1000.0  # milliseconds
ROW = 40  # pixels that a claim may take in the table
# A part that is cut off: it is wider than what holds it, and nobody can scroll there.
CUT = """() => [...document.querySelectorAll('main *')].filter((part) => {
  const box = part.getBoundingClientRect();
  if (!box.width || part.closest('svg, math, .claims td, .side') || part.closest('[hidden]')) return false;
  if (box.right <= innerWidth + 1 && box.left >= -1) return false;
  for (let outer = part.parentElement; outer; outer = outer.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(outer).overflowX)) return false;
  }
  return true;
}).map((part) => part.outerHTML.slice(0, 120))"""
# Without what looks like a neighbour before it: the same elements, classes and styles, whatever their words and formulas are.
# From the inside out, so that two of three words and two of four look alike.
ALIKE = """() => {
  const look = (part) => [part.tagName, part.getAttribute('class'), part.getAttribute('style'), part.hasAttribute('hidden'),
    part.tagName === 'math' ? '' : `(${[...part.children].map(look)})`].join(' ');
  for (const outer of [...document.querySelectorAll('body, body *:not(math *)')].reverse()) {
    const seen = new Set();
    for (const part of [...outer.children]) {
      const own = look(part);
      if (seen.has(own)) part.remove();
      seen.add(own);
    }
  }
}"""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ALL_BUT_COLOURS = {"rules": {"color-contrast": {"enabled": False}}}
Opened = Callable[..., Any]


@contextmanager
def windows(browser: Any, site: Path) -> Iterator[Opened]:
    """A function that opens a page of the site; whatever it says on its console is an error."""
    said: list[str] = []
    pages: dict[object, Any] = {}

    def window(width: int, **options: Any) -> Any:
        """A window of this kind, the same for all pages that are opened in it."""
        key = (width, *options)
        if key in pages:
            return pages[key]
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)
        page = pages[key] = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.append(f"{request.url} failed"))
        return page

    def visit(address: str, width: int = 1400, **options: Any) -> Any:
        page = window(width, **options)
        page.emulate_media(color_scheme=SCHEMES[0])
        page.goto((site / address).as_uri())
        if address.startswith("claims.html"):
            page.wait_for_function("document.querySelector('.shown').textContent.includes(' of ')")
        return page

    yield visit
    for page in pages.values():
        page.context.close()
    assert said == []


@pytest.fixture
def opened(browser: Any, site: Path) -> Iterator[Opened]:
    with windows(browser, site) as visit:
        yield visit


class Look(NamedTuple):
    """A page in a window of some width and in some scheme: how wide it is, what is cut off, and the rows of claims if any."""

    width: int
    cut: list[str]
    heights: list[int]
    formulas: int


@pytest.fixture(scope="module")
def looks(browser: Any, site: Path) -> dict[tuple[str, int, str], Look]:
    """Each kind of page opened once, and its window then as wide as each.

    No script asks for the scheme, and none for the width but where it scales the graph of a paper, which is opened anew: a page
    that is open becomes what it would have been.
    """
    found = {}
    with windows(browser, site) as visit:
        for kind, address in KINDS.items():
            page = visit(address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                if kind == "paper":
                    page.reload()
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    shown = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(CUT)
                    heights = page.evaluate("[...document.querySelectorAll('.claims tbody tr')].map((row) => row.offsetHeight)")
                    found[kind, width, scheme] = Look(*shown, heights, page.locator(".claims tbody math").count())
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways_or_is_cut_off_and_rows_are_low(looks: dict[tuple[str, int, str], Look], width: int) -> None:
    for kind in KINDS:
        for scheme in SCHEMES:
            look = looks[kind, width, scheme]
            assert look.width <= width, (kind, scheme)
            assert look.cut == [], (kind, scheme)
    look = looks["claims", width, SCHEMES[0]]
    assert len(look.heights) > 600 and max(look.heights) <= ROW
    assert look.formulas == len(look.heights)


def test_scripts_ask_for_no_scheme_and_for_the_width_of_graphs_alone(site: Path) -> None:
    script = (site / "site.js").read_text("utf-8")
    assert "matchMedia" not in script
    assert set(re.findall(r"\w*[.]?(?:client|offset|inner|outer|scroll)Width", script)) == {
        "part.clientWidth", "part.scrollWidth", "svg.clientWidth",
    }  # fmt: skip


def test_the_first_paint_comes_soon(opened: Opened) -> None:
    """Once in three times: what a page needs, not what else the machine does."""
    slow = {}
    for kind, address in KINDS.items():
        paints: list[float] = []
        while len(paints) < 3 and min(paints, default=float("inf")) > FIRST_PAINT:
            page = opened(address)
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
            paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        if min(paints) > FIRST_PAINT:
            slow[kind] = paints
    assert slow == {}


def test_filters(opened: Opened) -> None:
    page = opened(KINDS["claims"])
    visible = page.locator(".claims tbody tr:visible")
    everything = visible.count()
    page.select_option("select[name=level]", "refuted")
    refuted = visible.count()
    assert 0 < refuted < everything
    assert set(page.locator(".claims tbody tr:visible .badge").all_inner_texts()) == {"refuted"}
    page.select_option("select[name=paper]", "coverage principle")
    assert 0 < visible.count() < refuted
    page.fill("input[name=words]", "proposition d.1")
    assert visible.count() == 1 and page.locator(".shown").inner_text().startswith("1 of")
    page.click("text=Clear")
    page.wait_for_function(f"document.querySelector('.shown').textContent.startsWith('{everything} of')")
    counts = {}
    for option in page.locator("select[name=strength] option").all_inner_texts():
        page.select_option("select[name=strength]", option)
        counts[option] = visible.count()
    assert counts.pop("all") == everything and len(counts) == 5 and min(counts.values()) > 0
    assert sum(counts.values()) < everything  # where nothing is counted there is no strength
    page.select_option("select[name=strength]", "all")
    page.fill("input[name=words]", "nosuchword")
    assert visible.count() == 0
    page.fill("input[name=words]", "coverage_principle.coverage_le_kl_of_ge_e")
    visible.first.locator("a").click()
    page.wait_for_url(re.compile("claims/coverage_principle.coverage_le_kl_of_ge_e.html"))


def test_the_history_of_a_level_is_told_and_what_numbers_are(opened: Opened) -> None:
    page = opened(KINDS["claim"])
    page.click(".measures summary")
    assert "each decided exactly" in page.locator(".measures").inner_text()
    path = Path(__file__).parents[2] / "proofs_check" / "coverage_principle" / "coverage_le_kl.py"
    assert page.locator(".history tr").count() == len(histories([path]).get(path, ()))


def test_search_by_keyboard(opened: Opened) -> None:
    page = opened(KINDS["guide"])
    page.keyboard.press("/")
    page.wait_for_function("window.PAGES")
    page.keyboard.type("coverage from kl")
    page.wait_for_selector(".hits a")
    assert page.locator(".hits a").first.inner_text().startswith("Coverage from KL")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"claims/coverage_principle\..*\.html"))
    page.click(".find")
    page.wait_for_function("window.PAGES")
    page.fill("dialog input", "zzzznothing")
    assert page.locator(".none").inner_text() == "No page has all these words."
    page.fill("dialog input", "hellinger2")
    page.wait_for_selector(".hits a:has-text('divergences.hellinger2')")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_graph(opened: Opened) -> None:
    page = opened(KINDS["paper"])
    graph = page.locator(".graph svg")
    box = lambda: [float(number) for number in graph.get_attribute("viewBox").split()]  # noqa: E731
    before = box()
    page.click("[data-zoom='1.25']")
    assert box()[2] < before[2]
    page.click("[data-zoom='0']")
    whole = box()
    assert whole[3] > before[3]
    graph.focus()
    for key, place in (("ArrowRight", 0), ("ArrowDown", 1)):
        page.keyboard.press(key)
        assert box()[place] > whole[place]
    page.keyboard.press("+")
    assert box()[2] < whole[2]
    page.keyboard.press("0")
    assert box() == whole
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.graph a') !== null")
    assert page.locator(".tip math").first.is_visible()
    page.locator('.graph svg a[href$=".coverage_le_kl.html"]').hover()
    assert "Coverage from KL" in page.locator(".tip").inner_text()
    assert page.locator(".edges .lit").count() >= 3
    page.locator('.graph svg a[href$=".coverage_le_kl.html"]').click()
    page.wait_for_url(re.compile("coverage_le_kl.html"))


def test_copy(opened: Opened) -> None:
    page = opened(KINDS["claim"], permissions=["clipboard-read", "clipboard-write"])
    page.click(".copy")
    page.wait_for_selector("text=Copied")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')")
    page.focus("#paste")
    page.keyboard.press("Control+V")
    assert page.input_value("#paste") == "theory-lab check coverage_principle.coverage_le_kl"


def test_the_lemma_of_the_first_page(opened: Opened) -> None:
    page = opened(KINDS["home"])
    verdict = page.locator(".verdict")
    assert "refuted" in verdict.inner_text() and "left 1/2, right 0.2075" in verdict.inner_text()
    page.click("[data-set='3,1,1,3,2']")
    assert "holds here" in verdict.inner_text()
    page.locator("input[name=q0]").focus()
    for _ in range(12):
        page.keyboard.press("ArrowLeft")
    assert "∞" in verdict.inner_text()


def _serious(page: Any, **options: Any) -> list[str]:
    """What axe-core finds serious on a page."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **options}).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:150]} {one['nodes'][0].get('failureSummary', '')[:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("width", "schemes"), [(1400, SCHEMES), (390, SCHEMES[:1])])
def test_accessible(opened: Opened, width: int, schemes: tuple[str, ...]) -> None:
    """All parts of each page, and the colours of each kind of part: comparing them takes a millisecond a part.

    The schemes differ in colours alone. What a page says, and in which colours, is the same in a narrow window, where every kind
    of part is looked at but not each of thousands.
    """
    serious = {}
    for kind, address in (KINDS if width > 390 else SMALL).items():
        page = opened(address, width)
        if kind == "claims":  # one row is like another; those that the filter hides nobody meets, and they have 40,000 parts
            page.fill("input[name=words]", "hellinger")
            page.evaluate("document.querySelectorAll('.claims tbody tr[hidden]').forEach((row) => row.remove())")
            assert page.locator(".claims tbody tr").count() > 9
        bad = _serious(page, **ALL_BUT_COLOURS)
        page.evaluate(ALIKE)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            bad += _serious(page, **COLOURS)
        if bad:
            serious[kind] = bad
    assert serious == {}


def test_a_phone_shows_claims_and_their_evidence_first(opened: Opened) -> None:
    """Where a wide window shows the theorem first; each cell is written once."""
    shown = """() => { const cells = [...document.querySelectorAll('.late thead tr')[0].children];
      return cells.map((cell) => [cell.getBoundingClientRect(), cell.textContent])
        .sort(([a], [b]) => a.left - b.left).map(([box, text]) => [text, box.right <= innerWidth]); }"""
    narrow = opened(SMALL["table"], 390).evaluate(shown)
    assert narrow[:3] == [["claim", True], ["evidence", True], ["theorem", False]] and len(narrow) == 9
    assert [name for name, _ in opened(SMALL["table"], 1400).evaluate(shown)][:4] == [
        "theorem", "what is checked", "claim", "evidence",
    ]  # fmt: skip


def test_keyboard_reaches_all_that_scrolls(opened: Opened) -> None:
    page = opened(KINDS["table"], 390)
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every((part) => part.tabIndex === 0)")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
