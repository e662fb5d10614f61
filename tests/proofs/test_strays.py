"""Files that belong to no claim are told: a misspelt name, and evidence of a claim that is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.certified import with_certificate
from tests.test_cli import run
from theory_lab.claims import registry
from theory_lab.proofs.evidence.strays import strays


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("command", ["check", "recheck", "list"])
def test_a_misspelt_claim_and_a_certificate_without_one_are_told(command: str, claim_file, tmp_path: Path, capsys) -> None:
    with_certificate(claim_file("holds"))
    misspelt = with_certificate(claim_file("holds", "other"))
    for name in ("_shared", "__init__"):
        (tmp_path / f"{name}.py").write_text("SHARED = 1\n")
    (tmp_path / "certificates" / "settings.json").write_text("{}")
    run(command, tmp_path)
    assert told(capsys) == ""
    text = misspelt.read_text(encoding="utf-8")
    misspelt.write_text(text.replace("CLAIM =", "CLIAM ="), encoding="utf-8")
    assert run(command, tmp_path) == 0
    said = told(capsys)
    assert f"theory-lab: no claim in {misspelt} (CLIAM, did you mean CLAIM); begin" in said
    assert f"theory-lab: no claim behind {tmp_path / 'certificates' / 'other.json'}: it was renamed or removed" in said
    assert said.count("theory-lab:") == 2 and "_shared" not in said and "__init__" not in said and "settings" not in said
    assert run(command, tmp_path / "holds.py") == 0 and told(capsys) == ""  # where the folder was not asked for


def test_files_beside_no_claim_are_no_folder_of_claims(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "plot.py").write_text("STEPS = 3\n")
    assert list(strays([tmp_path], [])) == []


def test_modules_that_claims_beside_them_import_need_no_other_name(tmp_path: Path) -> None:
    """Also by way of one another; what nobody imports is told."""
    (tmp_path / "lemma.py").write_text("from laws import tilted\nCLAIM = 1\n")
    (tmp_path / "laws.py").write_text("import tables.powers\n")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "powers.py").write_text("POWERS = 1\n")
    (tmp_path / "tables" / "other.py").write_text("CLAIM = 1\n")
    (tmp_path / "forgotten.py").write_text("import lemma\n")
    (said,) = strays([tmp_path], [])
    assert said.startswith(f"no claim in {tmp_path / 'forgotten.py'}; begin")
    assert said.endswith("begin the name of a file with _ if no claim is meant there")
    (said,) = strays([tmp_path], [tmp_path / "lemma.py"])
    assert "forgotten.py" in said and "laws.py" not in said


def test_many_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("CLAIMS = {'a': 1, 'b': 2}\n")
    (tmp_path / "proofs").mkdir()
    for name in ("one.a", "one.b", "gone", "refuted_gone", "x", "y"):
        (tmp_path / "proofs" / f"{name}.json").write_text('{"claim": "", "digest": ""}')
    (said,) = strays([tmp_path], [])
    assert "gone.json" in said and "refuted_gone.json" in said and said.count(".json") == 3 and " and 1 more: it was" in said


def test_the_shipped_claims_have_none() -> None:
    assert list(strays([registry.default_root()], [path for _, path in registry.find()])) == []
