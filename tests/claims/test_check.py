"""Checking, certifying and rechecking: what each says of a claim that holds, that fails, that changed, that breaks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.certified import with_certificate
from tests.conftest import CONTENTS
from theory_lab.claims.checks.certify import certify
from theory_lab.claims.checks.check import Interrupted, attack, check
from theory_lab.claims.checks.examination import Examination
from theory_lab.claims.checks.repeats.instances import Sample, decided_again
from theory_lab.claims.checks.stages import run
from theory_lab.claims.checks.sweep import Underway, sweep
from theory_lab.claims.loading import fingerprint, load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts.audit.contents import CertificateError
from theory_lab.claims.verdicts.certificates import Filed, certificate_path, filed, held, read
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.recheck import Rechecked, recheck
from theory_lab.isolation.pool import Limits, PoolError
from theory_lab.requests import Found
from theory_lab.runs import stated

Files = Callable[..., Path]
HEAD = """\
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Source, Space, Whole
S = Source("a note", "Lemma", status="derived")
"""


def _checked(path: Path, **options: object) -> Record:
    claim = load(path)
    return check(claim, path.stem, held(claim), **options)  # type: ignore[arg-type]


def _certified(path: Path) -> Record:
    return certify(load(path), path.stem, certificate_path(path))


def _rechecked(path: Path, most: int | None = None) -> Rechecked:
    return recheck(load(path), read(certificate_path(path)), most)


def _stored(path: Path) -> dict[str, Any]:
    return json.loads(certificate_path(path).read_text())


TOUCHING_AT_TWO = (
    "CLAIM = Claim('24 x <= 9 x^2 + 16', S, lambda n: Space(x=Ratio(0, n)), lambda i: 24 * i.x,"
    " lambda i: 9 * i.x * i.x + 16, sizes=(1, 2))\n"
)


def test_a_cover_of_some_sizes_is_told_and_confirmed(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """At size 2 the sides touch at 4/3, where no cover closes without identities; at size 1 they do not touch."""
    monkeypatch.setattr(covers, "WORK", 0)
    path = claim_file("touching", text=HEAD + TOUCHING_AT_TWO)
    record = _certified(path)
    assert (record.evidence, record.covered, record.level) == ("exact on small", "n = 1", "covered (n = 1), exact on small")
    assert [part.get("covered") for part in _stored(path)["reach"]] == [True, None]
    assert _checked(path).level == record.level and _rechecked(path).outcome == "confirmed"
    (listed,) = stated(Found([filed("touching", path)]))
    assert listed.level == record.level


def test_without_a_certificate_a_claim_that_holds_is_screened(claim_file: Files) -> None:
    record = _checked(claim_file("holds"))
    assert (record.outcome, record.evidence, record.ok) == ("holds", "screened", True)
    assert record.counts["screened"] > 0 and record.counts["small"] > 0 and record.counts["attacked"] > 0


def test_a_certificate_gives_its_evidence_and_is_confirmed(claim_file: Files) -> None:
    path = claim_file("holds")
    assert _certified(path).evidence == "covered"
    record = _checked(path)
    assert (record.evidence, record.ok) == ("covered", True)
    assert record.small_bound == "weight <= 12"
    result = _rechecked(path)
    assert (result.outcome, result.problems) == ("confirmed", ())


def test_a_refuted_claim_shows_the_smallest_and_the_worst_instance(claim_file: Files) -> None:
    record = _checked(claim_file("refuted"))
    assert (record.outcome, record.evidence, record.ok) == ("fails", "refuted exactly", True)
    assert (record.witness, record.lhs, record.rhs) == ({"p": [1, 0]}, "1", "1/2")
    assert record.worst_ratio == "2.0"
    assert "\\tfrac{1}{2}" in record.latex()


def test_a_claim_that_contradicts_its_expectation_is_a_problem(claim_file: Files) -> None:
    record = _checked(claim_file("wrong"))
    assert record.problems == ("expected holds, found fails",)


def test_a_changed_claim_has_a_stale_certificate(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    path.write_text(path.read_text().replace("ratio(9, 10)", "ratio(8, 10)"))
    record = _checked(path)
    assert record.evidence == "screened" and any("stale" in problem for problem in record.problems)
    assert _rechecked(path).outcome == "stale"


def test_comments_do_not_make_a_certificate_stale(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    path.write_text("# a remark\n" + path.read_text())
    assert _checked(path).ok


def test_two_numbers_of_one_name_are_refused(claim_file: Files) -> None:
    """The later one would hide that the earlier one is another."""
    text = 'CLAIM = Claim("two", S, kind="value", value=lambda n: {1: 9, "1": 2}, rhs=lambda n: 5, sizes=(1,))\n'
    record = _checked(claim_file("names", text=HEAD + text))
    assert record.outcome == "error" and any("two numbers have one name, among 1, '1'" in problem for problem in record.problems)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda c: c["instances"]["tightest"].update(lhs="1/3"), "sides stored"),
        (lambda c: c["instances"]["tightest"].update(outcome="fails"), "decided as holds"),
        (lambda c: c["reach"][0].update(cases=10**6), "are claimed"),
        (lambda c: c["reach"][0].update(nonvacuous=3), "said to hold"),
        (lambda c: c["instances"]["sharpened"].update(raw={"x": [0, 1]}), "decided as holds"),
        (lambda c: c.update(outcome="fails"), "'smallest' is missing"),
        (lambda c: c["instances"].pop("sharpened"), "'sharpened' is missing"),
        (lambda c: c["instances"]["tightest"].update(ratio="0.5"), "ratio stored"),
        (lambda c: c["instances"]["tightest"].update(lhs="0 +/- 1e30"), "sides stored"),
        (lambda c: c["reach"][0].update(weight=1000), "up to weight 1000"),
        (lambda c: c.update(evidence="proved"), "'proved' is stored"),
        (lambda c: c.update(claim="another.lemma"), "certificate of another.lemma"),
    ],
)
def test_recheck_contradicts_a_doctored_certificate(claim_file: Files, change: Callable, word: str) -> None:
    path = claim_file("holds")
    with_certificate(path)
    content = _stored(path)
    change(content)
    certificate_path(path).write_text(json.dumps(content))
    result = _rechecked(path)
    assert result.outcome == "contradicted"
    assert any(word in problem for problem in result.problems), result.problems


NUMBERS = """\
CLAIM = Claim("a seventh", S, kind="value", value=lambda n: (xp.ratio(n, 7), n), printed={1: (".143", 1), 2: (".286", 2)})
"""


def test_a_value_is_computed_with_and_without_its_certificate(claim_file: Files) -> None:
    path = claim_file("numbers", text=HEAD + NUMBERS)
    assert (_checked(path).evidence, _certified(path).evidence) == ("computed", "computed")
    record = _checked(path)
    assert (record.outcome, record.evidence, record.ok, record.counts["small"]) == ("holds", "computed", True, 4)
    assert (record.worst_lhs, record.worst_rhs, record.worst_witness) == ("2/7 = 0.28571428571", ".286", None)
    assert _rechecked(path).problems == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda c: c.update(evidence="exact on small"), "'computed' at most, and 'exact on small'"),
        (lambda c: c.update(outcome="fails", evidence="refuted exactly"), "means nothing for this claim and outcome"),
        (lambda c: c["instances"]["tightest"].update(lhs="3/7 = 0.42857142857"), "no number of size 2 is so"),
        (lambda c: c["instances"]["tightest"].update(size=1), "no number of size 1 is so"),
    ],
)
def test_recheck_contradicts_a_changed_certificate_of_values(claim_file: Files, change: Callable, word: str) -> None:
    path = claim_file("numbers", text=HEAD + NUMBERS)
    with_certificate(path)
    content = _stored(path)
    change(content)
    certificate_path(path).write_text(json.dumps(content))
    result = _rechecked(path)
    assert result.outcome == "contradicted" and any(word in problem for problem in result.problems), result.problems


def test_a_level_that_the_kind_does_not_have_is_not_taken_over(claim_file: Files) -> None:
    path = claim_file("numbers", text=HEAD + NUMBERS)
    with_certificate(path)
    content = _stored(path)
    content["evidence"] = "exact on small"
    certificate_path(path).write_text(json.dumps(content))
    record = _checked(path)
    assert record.evidence == "computed" and "this claim cannot have (computed); run theory-lab certify" in record.problems[0]


def test_recheck_in_part_says_so(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    assert _stored(path)["reach"][0]["cases"] > 20
    assert _rechecked(path, 20).outcome == "in part"
    assert _rechecked(path, 10**6).outcome == "confirmed"
    content = _stored(path)
    content["instances"]["tightest"].update(lhs="1/3")
    certificate_path(path).write_text(json.dumps(content))
    assert _rechecked(path, 20).outcome == "contradicted"


@pytest.mark.parametrize("drop", [lambda c: c["instances"]["tightest"].pop("ratio"), lambda c: c["reach"][0].pop("cases")])
def test_a_certificate_without_an_entry_is_corrupt(claim_file: Files, drop: Callable) -> None:
    path = claim_file("holds")
    with_certificate(path)
    content = _stored(path)
    drop(content)
    certificate_path(path).write_text(json.dumps(content))
    with pytest.raises(CertificateError, match="must have an entry"):
        _checked(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 99}'])
def test_a_corrupt_certificate_is_one_sentence(claim_file: Files, text: str) -> None:
    path = claim_file("holds")
    certificate_path(path).parent.mkdir()
    certificate_path(path).write_text(text)
    with pytest.raises(CertificateError, match="certificate"):
        _checked(path)
    with pytest.raises(CertificateError, match="certificate"):
        _rechecked(path)


def test_a_certificate_with_an_instance_outside_the_space_is_corrupt(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    content = _stored(path)
    content["instances"]["tightest"]["raw"] = {"x": [2, 1]}
    certificate_path(path).write_text(json.dumps(content))
    with pytest.raises(CertificateError, match="corrupt: its instance 'tightest': field x"):
        _checked(path)


def test_recheck_imports_neither_jax_nor_hypothesis_nor_the_search(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    program = (
        "import sys; from pathlib import Path; from theory_lab.claims.verdicts.certificates import filed\n"
        "from theory_lab.claims.verdicts.recheck import recheck\n"
        f"one = filed('holds', Path({str(path)!r}))\nassert recheck(one.claim, one.certificate).outcome == 'confirmed'\n"
        "loaded = {'jax', 'hypothesis', 'theory_lab.claims.search.attack', 'theory_lab.claims.checks.stages'}\n"
        "loaded &= set(sys.modules)\nassert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("body", "outcome", "words"),
    [
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x * 0.5, rhs=lambda i: i.x", "error", "Fraction(1, 2)"),
        ("space=Space(p=Simplex(2)), lhs=lambda i: i.p, rhs=lambda i: i.p[0]", "error", "shape (2,)"),
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: 1 / i.x, rhs=lambda i: 1 / i.x", "error", "divided by zero"),
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: i.y, rhs=lambda i: i.x", "error", "there is no field 'y'"),
        (
            "space=Space(x=Ratio(0, 1)), lhs=lambda i: xp.log(i.x) - xp.log(i.x), rhs=lambda i: i.x",
            "error",
            "inf - inf",
        ),
        (
            "space=Space(x=Ratio(1, 2)), lhs=lambda i: xp.exp(xp.sqrt(i.x)), rhs=lambda i: xp.exp(xp.sqrt(i.x))",
            "undecided",
            "1024 bits",
        ),
        (
            "space=Space(p=Simplex(3)), lhs=lambda i: 0, rhs=lambda i: i.p[0], given={'tiny': lambda i: i.p[0] == 1}",
            "vacuous",
            "found vacuous",
        ),
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x / 2, rhs=lambda i: i.x, sharpened=lambda i: i.x", "holds", "loose"),
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: i.x, sharpened=lambda i: 2 * i.x", "holds", "is weaker"),
        ("space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: i.x + 1, tight_at={'x': [1, 2]}", "holds", "tight_at"),
        (
            "space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: i.x,"
            " given={'big': lambda i: i.x >= 0}, necessary=('big',)",
            "holds",
            "declared necessary",
        ),
        (
            "space=Space(x=Ratio(0, 1)), lhs=lambda i: i.x, rhs=lambda i: i.x, sharpened=lambda i: i.y",
            "holds",
            "sharpened: AttributeError: there is no field 'y'",
        ),
        (
            "space=lambda n: Space(p=Simplex(n)), sizes=(2,), kind='witness', witness=lambda n: {'p': [1]},"
            " lhs=lambda i: i.p[0], rhs=lambda i: i.p[0]",
            "error",
            "field p: weights must be a list of 2 whole numbers, not [1]",
        ),
    ],
)
def test_what_goes_wrong_while_evaluating_is_an_outcome(claim_file: Files, body: str, outcome: str, words: str) -> None:
    path = claim_file("own", "own", f'{HEAD}CLAIM = Claim(statement="s", source=S, {body})\n')
    record = _checked(path)
    assert record.outcome == outcome
    assert any(words in problem for problem in record.problems), record.problems


def test_an_error_names_the_instance(claim_file: Files) -> None:
    body = "space=Space(x=Ratio(0, 1)), lhs=lambda i: 1 / i.x, rhs=lambda i: 1 / i.x"
    record = _checked(claim_file("own", "own", f'{HEAD}CLAIM = Claim(statement="s", source=S, {body})\n'))
    assert record.witness == {"x": [0, 1]} and record.problems[0].endswith("; at x = 0")


def test_attack_refutes_or_reports_the_time_it_was_given(claim_file: Files) -> None:
    refuted = attack(load(claim_file("wrong")), "wrong", seconds=5)
    assert refuted.outcome == "fails" and dict(refuted.details)["smallest"] == "none is lighter"
    record = attack(load(claim_file("holds")), "holds", seconds=3)
    assert record.outcome == "holds" and record.counts["attacked"] > 0


def test_a_sweep_is_the_same_in_one_process_and_in_two(claim_file: Files) -> None:
    items = [filed(kind, claim_file(kind)) for kind in ("holds", "refuted", "wrong")]
    alone, heard = sweep(items, seed=5), []
    together = sweep(items, seed=5, workers=2, on_record=heard.append)
    assert [_timeless(r) for r in alone] == [_timeless(r) for r in together]
    assert sorted(r.id for r in heard) == ["holds", "refuted", "wrong"]


def test_a_sweep_that_is_underway_while_claims_are_loaded_is_the_same(claim_file: Files) -> None:
    items = [filed(kind, claim_file(kind)) for kind in ("holds", "refuted", "wrong")]
    heard: list[Record] = []
    with Underway("quick", 5, 2, Limits()) as underway:
        begun = []
        for one in items:
            underway.add(one)
            begun.append(underway.has_begun)
        records = sweep(items, seed=5, workers=2, on_record=heard.append, underway=underway)
    assert begun == [False, True, True]
    assert [_timeless(r) for r in sweep(items, seed=5)] == [_timeless(r) for r in records]
    assert sorted(r.id for r in heard) == ["holds", "refuted", "wrong"]


def test_processes_that_cannot_start_are_told_where_results_are_waited_for(
    claim_file: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    items = [filed(kind, claim_file(kind)) for kind in ("holds", "refuted")]
    with Underway("quick", 0, 1, Limits()) as underway:
        for one in items:
            underway.add(one)
        with pytest.raises(PoolError, match="cannot be started"):
            sweep(items, workers=1, underway=underway)


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Filed], list[dict[str, object]]]:
    """Five claims, and what is found of them without a cluster."""
    names = {"refuted": "refuted", "again": "holds", "wrong": "wrong", "holds": "holds", "thrice": "holds"}
    items, folder = [], tmp_path_factory.mktemp("swept")
    for name, kind in names.items():
        (folder / f"{name}.py").write_text(CONTENTS[kind], encoding="utf-8")
        items.append(filed(name, folder / f"{name}.py"))
    return items, [_timeless(record) for record in sweep(items, seed=5)]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_sweep_is_the_same_on_a_dask_cluster(workers: int, swept: tuple[list[Filed], list[dict[str, object]]]) -> None:
    """The order is that of the claims, not that in which workers finish; four of them are threads, which start sooner."""
    from distributed import LocalCluster

    items, alone = swept
    with LocalCluster(n_workers=workers, threads_per_worker=1, processes=workers < 4, dashboard_address=None) as cluster:
        remote = sweep(items, seed=5, scheduler=cluster.scheduler_address)
        assert len(cluster.scheduler.workers) == workers
    assert [_timeless(record) for record in remote] == alone


def _timeless(record: Record) -> dict[str, object]:
    return {key: value for key, value in record.to_json().items() if key != "seconds"}


def test_a_killed_certify_leaves_the_earlier_certificate_whole(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    path = claim_file("holds")
    with_certificate(path)
    before = certificate_path(path).read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("theory_lab.files.os.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        _certified(path)
    assert certificate_path(path).read_bytes() == before
    assert [file.name for file in certificate_path(path).parent.iterdir()] == ["holds.json"]


def test_a_reach_is_the_weight_up_to_which_all_were_decided(claim_file: Files) -> None:
    """The enumeration stops among the instances of weight 11, one of which fails."""
    path = claim_file(
        "reach",
        text=HEAD
        + """
def hit(i):
    found = i.k == 1
    for weights, law in (((4, 1, 2), i.p), ((2, 1, 0), i.q)):
        for weight, probability in zip(weights, law):
            found = found & (probability * sum(weights) == weight)
    return 2 * xp.indicator(found)

CLAIM = Claim("it never hits", S, Space(p=Simplex(3), q=Simplex(3), k=Whole(0, 10**6)), hit, lambda i: 1)
""",
    )
    _certified(path)
    (reach,) = _stored(path)["reach"]
    assert (reach["complete"], reach["weight"]) == (False, 10)
    assert _checked(path).small_bound == "weight <= 10 and the next in part"
    assert _rechecked(path).outcome == "confirmed"


RARE = (
    HEAD
    + """
CLAIM = Claim(
    "false where the hypothesis is met, which at size 3 is rare", S, lambda n: Space(p=Simplex(n)), sizes=(2, 3),
    given={"any": lambda i: True, "rare": lambda i: True if i.size == 2 else 10007 * i.p[0] ** 2 == 13},
    lhs=lambda i: 0, rhs=lambda i: 1 if i.size == 2 else -1,
)
"""
)


def test_a_size_at_which_nothing_meets_the_hypotheses_is_vacuous_and_named(claim_file: Files) -> None:
    record = _checked(claim_file("rare", text=RARE))
    assert record.outcome == "vacuous"
    assert "'rare' is met by 0 of the first" in record.problems[0] and "size 3" in record.problems[0]


def test_a_failing_case_of_a_certificate_takes_its_evidence(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search and small cases stop short of the failing instance; the random part of the certificate's cases meets it."""
    path = claim_file(
        "late",
        text=HEAD
        + """
SPACE = Space(k=Whole(1, 3000), m=Whole(1, 10**9))
CLAIM = Claim("it never hits", S, SPACE, lambda i: xp.indicator(i.k * i.m == -1), lambda i: 0)
""",
    )
    _certified(path)
    content = _stored(path)
    path.write_text(path.read_text().replace("i.k * i.m == -1", "(i.k == 5) & (i.m == 5)"))
    content["fingerprint"] = fingerprint(load(path))
    certificate_path(path).write_text(json.dumps(content))
    monkeypatch.setattr("theory_lab.claims.checks.check.examined", lambda *a, **o: Examination())
    everything = partial(decided_again, sample=Sample(2_000, 2_000, 2_000))
    monkeypatch.setattr("theory_lab.claims.checks.check.decided_again", everything)
    record = _checked(path)
    assert (record.outcome, record.evidence, record.witness) == ("fails", "refuted exactly", {"k": 5, "m": 5})


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (
            "Space(n=Whole(1, 50)), relation='<', lhs=lambda i: i.n * xp.exp(xp.sqrt(xp.exact(2)) + xp.sqrt(xp.exact(3))),"
            " rhs=lambda i: i.n * xp.exp(xp.sqrt(5 + 2 * xp.sqrt(xp.exact(6))))",
            "undecided",
        ),
        ("Space(p=Simplex(2)), given={'never': lambda i: i.p[0] > 2}, lhs=lambda i: 1, rhs=lambda i: 0", "vacuous"),
        ("Space(p=Simplex(2)), lhs=lambda i: i.q[0], rhs=lambda i: 1", "error"),
    ],
)
def test_an_attack_says_what_check_says(claim_file: Files, body: str, outcome: str) -> None:
    path = claim_file("claim", text=f"{HEAD}CLAIM = Claim('a statement', S, {body})\n")
    record, checked = attack(load(path), "claim", seconds=1), _checked(path)
    assert (record.outcome, record.ok) == (outcome, False)
    assert checked.outcome == outcome and record.problems[:1] == checked.problems[:1]


def test_a_stopped_attack_hands_over_what_it_found(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds, whole = [], run

    def stopping(*arguments: object, **options: object) -> Findings:
        rounds.append(1)
        if len(rounds) > 1:
            raise KeyboardInterrupt
        return whole(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("theory_lab.claims.checks.check.run", stopping)
    with pytest.raises(Interrupted) as stopped:
        attack(load(claim_file("holds")), "holds", seconds=60)
    assert stopped.value.record.outcome == "holds" and stopped.value.record.counts["attacked"] > 0


def test_a_library_that_computes_otherwise_is_a_problem(claim_file: Files) -> None:
    path = claim_file("holds")
    with_certificate(path)
    content = _stored(path)
    content["instances"]["tightest"].update(lhs="1/7")
    certificate_path(path).write_text(json.dumps(content))
    assert any("does not agree" in problem for problem in _checked(path).problems)


def test_a_refuted_chain_shows_its_steps(claim_file: Files) -> None:
    path = claim_file(
        "chain",
        text=f"{HEAD}CLAIM = Claim('p0 <= 2 p0 <= 1', S, Space(p=Simplex(2)),"
        " chain=(lambda i: i.p[0], lambda i: 2 * i.p[0], lambda i: 1))\n",
    )
    details = dict(_checked(path).details)
    assert details["step 1, smallest instance"].endswith("holds") and details["step 2, smallest instance"] == "2 <= 1: fails"


def test_the_steps_of_a_chain_say_at_which_instance(claim_file: Files) -> None:
    path = claim_file(
        "chain",
        text=f"{HEAD}CLAIM = Claim('p0^2 <= p0 <= 1', S, Space(p=Simplex(2)),"
        " chain=(lambda i: i.p[0] ** 2, lambda i: i.p[0], lambda i: 1))\n",
    )
    details = dict(_checked(path).details)
    assert details["steps"] == "at p = (1, 0)" and details["step 1"].startswith("1 <= 1: holds")


def test_a_chain_that_begins_with_zero_is_told_which_step_tells_nothing(claim_file: Files) -> None:
    path = claim_file(
        "chain",
        text=f"{HEAD}CLAIM = Claim('0 <= p0 <= 1', S, Space(p=Simplex(2)), chain=(lambda i: 0, lambda i: i.p[0], lambda i: 1))\n",
    )
    record = _checked(path)
    assert record.outcome == "vacuous in strength"
    assert record.problems[0].endswith("; step 1 begins with 0, which is never telling: make it a separate claim, with weak")
