r"""Formulas on a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from theory_lab.cli import main
from theory_lab.conjectures.readable import readable

CASES = (
    (r"\mathrm{TV}^2 \le \tfrac{1}{2} \mathrm{KL}", "TV^2 <= 1/2 KL"),
    (r"\mathrm{KL} \le \tfrac{1}{6} \chi^2 + \tfrac43 H^2", "KL <= 1/6 chi^2 + 4/3 H^2"),
    (r"\mathrm{Cov}_N \left(\log N + \tfrac1N - 1\right) \le \mathrm{KL}", "Cov_N (log N + 1/N - 1) <= KL"),
    (r"\mathrm{TV}^2 \le 1 - e^{-\mathrm{KL}}", "TV^2 <= 1 - e^(-KL)"),
    (r"\sqrt{\mathrm{TV}} \, \sqrt{H^2} \le \log(1 + \mathrm{KL})", "sqrt(TV) sqrt(H^2) <= log(1 + KL)"),
    (r"from $-2 \log(1 - H^2/2) \le \mathrm{KL}$", "from -2 log(1 - H^2/2) <= KL"),
    (r"\mathrm{left\_out} \geq \lambda_{12}", "left_out >= lambda_(12)"),
)
PRODUCT = r"""
from theory_lab.claims import Ratio, Space
from theory_lab.conjectures import Conjecture

CONJECTURE = Conjecture(
    space=Space(x=Ratio(0, 1), y=Ratio(0, 1)),
    target="product",
    quantities={"product": lambda i: i.x * i.y, "x": lambda i: i.x, "y": lambda i: i.y},
    symbols={"product": r"\Pi_{xy}", "x": r"\mathrm{X}"},
    known={r"\Pi_{xy} \le \mathrm{X}": r"since $0 \le \mathrm{y} \le 1$"},
)
"""


@pytest.mark.parametrize(("tex", "expected"), CASES)
def test_what_is_read(tex: str, expected: str) -> None:
    assert readable(tex) == expected


def test_formulas_of_the_pages_leave_no_tex() -> None:
    page = (Path(__file__).parents[2] / "docs" / "conjectures.md").read_text(encoding="utf-8")
    formulas = re.findall(r"^\| \$(.*?)\$ \|", page, re.MULTILINE)
    assert len(formulas) > 20
    assert [text for text in map(readable, formulas) if re.search(r"[\\{}$]", text)] == []


def test_the_terminal_shows_no_tex(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "product.py"
    path.write_text(PRODUCT)
    with pytest.raises(SystemExit) as ended:
        main(["conjecture", str(path), "--seconds", "2"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert "  Pi_(xy) <= X  (since 0 <= y <= 1)\n" in shown
    assert "\\" not in shown and "$" not in shown
