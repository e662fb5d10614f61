"""``pytest --theory-lab`` in somebody else's repository."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CONTENTS


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Certificates of the claims that hold and that is refuted.

    Made before ``pytester`` begins, which forgets at its end what was imported since: NumPy cannot be imported twice.
    """
    from theory_lab.claims.checks.certify import certify
    from theory_lab.claims.loading import load
    from theory_lab.claims.verdicts.certificates import certificate_path

    folder, made = tmp_path_factory.mktemp("certified"), {}
    for name in ("holds", "refuted"):
        path = folder / f"{name}.py"
        path.write_text(CONTENTS[name], encoding="utf-8")
        assert certify(load(path), name, certificate_path(path)).ok
        made[name] = certificate_path(path).read_text(encoding="utf-8")
    return made


@pytest.fixture
def repository(certificates: dict[str, str], pytester: pytest.Pytester) -> pytest.Pytester:
    """A repository with two claim files and a module that is none."""
    folder = pytester.mkdir("lemmas")
    for name in ("holds", "wrong"):
        (folder / f"{name}.py").write_text(CONTENTS[name], encoding="utf-8")
    (folder / "notes.py").write_text("raise RuntimeError('not to be imported')\n", encoding="utf-8")
    return pytester


def test_without_the_option_nothing_is_collected(repository):
    repository.runpytest("lemmas").assert_outcomes()


def test_each_claim_is_a_test(repository):
    result = repository.runpytest("--theory-lab", "lemmas")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*smallest counterexample*", "*p *(1, 0)", "*left *1", "*right *1/2"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_one_file_and_a_seed(repository):
    repository.runpytest("--theory-lab", "--theory-lab-seed=7", "lemmas/holds.py").assert_outcomes(passed=1)


def test_a_file_that_cannot_be_loaded_is_one_sentence(repository):
    (repository.path / "lemmas" / "bad.py").write_text("CLAIM = 3\n", encoding="utf-8")
    result = repository.runpytest("--theory-lab", "lemmas/bad.py")
    result.assert_outcomes(errors=1)
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.fnmatch_lines(["*bad.py*"])


@pytest.mark.parametrize("text", ["CLAIM = (\n", "import no_such_module_at_all\nCLAIM = 3\n"])
def test_a_broken_file_is_reported_once(text, repository):
    (repository.path / "lemmas" / "bad.py").write_text(text, encoding="utf-8")
    repository.runpytest_subprocess("--theory-lab", "lemmas/bad.py").assert_outcomes(errors=1)


def test_other_tests_are_collected_as_ever(repository):
    repository.makepyfile(test_ordinary="def test_it(): assert True")
    repository.runpytest("--theory-lab", "test_ordinary.py", "lemmas/holds.py").assert_outcomes(passed=2)


def test_loading_the_plugin_imports_no_engine(repository):
    repository.makepyfile(test_light="import sys\ndef test_it(): assert not {'jax', 'theory_lab.claims'} & set(sys.modules)")
    repository.runpytest_subprocess("test_light.py").assert_outcomes(passed=1)


def write_certificate(repository, name, text):
    place = repository.path / "lemmas" / "certificates" / f"{name}.json"
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, encoding="utf-8")


def test_a_claim_is_executed_once_and_its_certificate_read_once(repository, certificates, monkeypatch):
    from theory_lab.claims import loading
    from theory_lab.claims.verdicts.audit.contents import Certificate

    write_certificate(repository, "holds", certificates["holds"])
    executed, parsed, counts = loading._executed, Certificate.from_json, []
    monkeypatch.setattr(loading, "_executed", lambda *of: counts.append("executed") or executed(*of))
    monkeypatch.setattr(Certificate, "from_json", lambda content: counts.append("read") or parsed(content))
    repository.runpytest_inprocess("--theory-lab", "lemmas/holds.py").assert_outcomes(passed=1)
    assert counts == ["executed", "read"]


def test_a_corrupt_certificate_fails_its_own_claim_and_a_stored_level_is_marked(repository, certificates):
    (repository.path / "lemmas" / "wrong.py").write_text(CONTENTS["refuted"], encoding="utf-8")
    write_certificate(repository, "wrong", certificates["refuted"])
    content = json.loads(certificates["holds"])
    del content["library"]
    write_certificate(repository, "holds", json.dumps(content))
    result = repository.runpytest_subprocess("--theory-lab", "lemmas", "--junit-xml=report.xml")
    result.assert_outcomes(passed=2)
    assert 'value="covered (stored)"' in (repository.path / "report.xml").read_text()
    write_certificate(repository, "holds", json.dumps(content | {"evidence": "rumour"}))
    result = repository.runpytest_subprocess("--theory-lab", "lemmas")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*corrupt*'rumour' is not a valid Level*"])
    result.stdout.no_fnmatch_line("*Traceback*")
