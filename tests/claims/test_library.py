"""Which code stands behind a verdict: hashes that see every change of it, and no change of comments and layout."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from theory_lab.claims.verdicts.audit import library

Write = Callable[..., None]
CACHES = (library.trusted_code, library.code_of, library.formulas_code, library._code, library._behind, library._files)


def forget() -> None:
    for one in CACHES:
        one.cache_clear()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """A function that writes modules of a library of our own: ``write(**{"measures/a.py": text})``."""
    monkeypatch.setattr(library, "ROOT", tmp_path)

    def put(**modules: str) -> None:
        for name, text in modules.items():
            path = tmp_path / "theory_lab" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        forget()

    yield put
    forget()


PLAIN = '''\
"""A module."""

from __future__ import annotations

LIMIT = 3  # a comment
NAMES = ("a", "b # no comment", 'c')


def f(x, y=LIMIT):
    """A function."""
    if x > y:
        return [x + y, "two words"]
    return x
'''


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"""A module."""', '"""Another text, of\nmore lines."""'),
        ('"""A module."""\n', ""),
        ("  # a comment", "  # another comment"),
        ("  # a comment", ""),
        ("LIMIT = 3", "# first\nLIMIT = 3"),
        ("\n\n\ndef", "\n\n\n\n\ndef"),
        ('    """A function."""\n', ""),
        ('    """A function."""\n', '    """Another (one."""\n'),
        ('("a", "b # no comment", \'c\')', '(\n    "a",  # one\n    "b # no comment", \'c\'\n)'),
        ("[x + y, ", "[\n            x\n            + y,\n            "),
        ("x > y", "x  >  y"),
    ],
)
def test_a_hash_is_blind_to_comments_docstrings_and_layout(write: Write, old: str, new: str) -> None:
    assert old in PLAIN
    write(**{"measures/a.py": PLAIN})
    before = library.code_of(("measures",))
    changed = PLAIN.replace(old, new, 1)
    assert ast.dump(bare(changed)) == ast.dump(bare(PLAIN))
    write(**{"measures/a.py": changed})
    assert library.code_of(("measures",)) == before == library.code_of(("measures/a.py",))


def bare(text: str) -> ast.AST:
    """The tree without docstrings."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None:
            del node.body[0]
    return tree


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("LIMIT = 3", "LIMIT = 4"),
        ("x > y", "x >= y"),
        ("x + y", "x - y"),
        ("x + y", "y + x"),
        ('"a"', '"A"'),
        ("b # no comment", "b # other"),
        ("two words", "two  words"),
        ("'c'", "'''c'''"),
        ("    return x\n", "        return x\n"),
        ("return x\n", "return x.y\n"),
        ("\n\n\ndef", '\n\nMORE = """A text."""\n\n\ndef'),
        ("y=LIMIT", "z=LIMIT"),
        ("if x > y", "if not x > y"),
    ],
)
def test_a_hash_sees_every_change_of_the_code(write: Write, old: str, new: str) -> None:
    assert old in PLAIN
    write(**{"measures/a.py": PLAIN})
    before = library.code_of(("measures",))
    write(**{"measures/a.py": PLAIN.replace(old, new, 1)})
    assert library.code_of(("measures",)) != before


def test_a_hash_is_of_all_files_of_a_folder_by_their_names(write: Write) -> None:
    write(**{"measures/a.py": "A = 1\n", "measures/deep/b.py": "B = 1\n", "chains/c.py": "C = 1\n", "measures/text.md": "D"})
    found = library.code_of(("measures",))
    assert library.code_of(("measures", "chains")) != found != library.code_of(("chains",))
    write(**{"chains/c.py": "C = 2\n", "measures/text.md": "E"})
    assert library.code_of(("measures",)) == found
    for name in ("measures/deep/b.py", "measures/new.py"):
        write(**{name: "B = 2\n"})
        assert library.code_of(("measures",)) != found
        found = library.code_of(("measures",))


@pytest.mark.parametrize(
    "imported",
    [
        "from theory_lab.measures.b import f\n", "from theory_lab.measures import b\n", "import theory_lab.measures.b\n",
        "import theory_lab.chains.c, theory_lab.measures.b\n", "from theory_lab.measures import other as o, b as c\n",
        "from theory_lab.measures.b import (\n    f,\n    g,\n)\n", "def late():\n    from theory_lab.measures.b import f\n",
    ],
)  # fmt: skip
def test_the_formulas_of_a_claim_are_those_that_it_imports_and_what_these_import(write: Write, imported: str) -> None:
    modules = {"measures/__init__.py": "", "measures/a.py": imported, "measures/b.py": "B = 1\n", "measures/other.py": "O = 1\n"}
    write(**modules, **{"chains/c.py": "C = 1\n", "measures/apart.py": "D = 1\n"})
    names = ("theory_lab.measures.a.f",)
    found = library.formulas_code(names)
    assert len(found) == 64
    for name, matters in (
        ("measures/apart.py", False), ("measures/b.py", True), ("measures/__init__.py", True), ("measures/a.py", True),
        ("chains/c.py", "chains" in imported), ("measures/other.py", "other" in imported),
    ):  # fmt: skip
        write(**{name: (modules.get(name, "")) + "NEW = 1\n"})
        assert (library.formulas_code(names) != found) is matters, name
        found = library.formulas_code(names)


def test_modules_that_import_each_other_come_to_an_end(write: Write) -> None:
    write(**{"measures/a.py": "from theory_lab.measures import b\n", "measures/b.py": "from theory_lab.measures import a\n"})
    assert library.formulas_code(("theory_lab.measures.a",)) == library.formulas_code(("theory_lab.measures.b.f",))


@pytest.mark.parametrize(
    "name", ["numpy", "theory_lab", "theory_lab.numbers.functions.log", "theory_lab.claims.claim", "theory_lab.cli"]
)
def test_what_is_trusted_or_only_shown_is_no_formula(write: Write, name: str) -> None:
    write(**{"numbers/functions.py": "A = 1\n", "claims/claim.py": "B = 1\n", "cli.py": "C = 1\n", "__init__.py": ""})
    assert library.formulas_code((name,)) == library.formulas_code(()) == ""


def test_the_trusted_code_is_all_that_decides() -> None:
    forget()
    assert library.trusted_code() == library.code_of(library.TRUSTED) and len(library.trusted_code()) == 64
    places = [library.ROOT / "theory_lab" / name for name in library.TRUSTED]
    assert all(place.exists() for place in places)
    files = {file for place in places for file in (place.rglob("*.py") if place.is_dir() else [place])}
    assert {"judge.py", "bulk.py", "real.py", "space.py", "claim.py", "trees.py", "forms.py"} <= {file.name for file in files}
