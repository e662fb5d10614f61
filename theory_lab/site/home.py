"""The first page: what this is, a lemma to try by hand, the papers, two commands.

Main definitions
----------------
``home_page``  the page
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from theory_lab.report.formulas import wrapped
from theory_lab.report.papers import Paper
from theory_lab.site.claim_pages import cards
from theory_lab.site.entries import Entry
from theory_lab.site.typesetting.writing import rendered

LEAD = Markup(
    "<p>You write a lemma as one short Python file: the statement, the space of instances, the left side and the right side. "
    "theory_lab checks random instances and <em>all</em> small ones, searches for the worst, and decides every verdict in exact "
    "arithmetic, never by a tolerance. A false lemma gets a counterexample of a few integers; one that holds gets a certificate "
    "that is verified again without the search.</p>"
)
LIVE = r"\mathrm{P}_p[p/q \ge N] \le \mathrm{KL}(p \| q) / \log N"
COMMANDS = ("theory-lab new my_paper.my_lemma", "theory-lab check proofs_check/my_paper/my_lemma.py")
TIMES = "The first writes a claim file that already passes, for you to edit; the second checks it in a few seconds."


def home_page(papers: Sequence[tuple[Paper, Sequence[Entry]]]) -> str:
    """The page of these papers."""
    return rendered(
        "home.html.jinja",
        depth=0,
        title="theory_lab",
        shape="wide",
        lead=LEAD,
        live={"statement": wrapped(LIVE)},
        cards=cards(papers),
        commands=COMMANDS,
        times=TIMES,
        first_guide="tutorial.html",
        questions="questions.html",
        number=sum(len(entries) for _, entries in papers),
    )
