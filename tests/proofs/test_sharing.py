"""Parts that proofs have in common are written once, and whoever reads the file sees whole proofs."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shipped import CLAIMS, shipped
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.certificates import Corrupt
from theory_lab.proofs.evidence import sharing
from theory_lab.proofs.evidence.files import Proofs, found
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.evidence.sharing import packed, unpacked

LONG = "x" * sharing.LEAST
PROOFS = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "v", LONG])),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["rule", "then"]), inner, max_size=2)),
    max_leaves=20,
)


@given(st.lists(PROOFS), st.lists(PROOFS))
def test_nothing_is_lost(all_sizes, sizes):
    content = {"claim": "a", "all_sizes": all_sizes, "sizes": sizes}
    told = json.loads(json.dumps(packed(content)))
    assert json.dumps(unpacked(told)) == json.dumps(content)  # as text, in which true is not 1


def test_a_part_is_written_once_also_within_others():
    part = {"rule": LONG}
    content = {"all_sizes": [[part, 1], [part, 2], {"then": [part, LONG]}, {"then": [part, LONG]}]}
    told = packed(content)
    assert told["shared"] == [part, {"then": [{"see": 0}, LONG]}]
    assert unpacked(told) == content


def test_short_parts_and_single_ones_stay_where_they_are():
    content = {"all_sizes": [{"rule": "zero"}, {"rule": "zero"}, {"rule": LONG}]}
    assert packed(content) == content


BAD = [
    {"shared": [], "all_sizes": [{"see": 0}]},
    {"shared": [{"see": 0}], "all_sizes": []},
    {"shared": [{"see": 1}, "b"], "all_sizes": []},
    {"shared": ["a"], "all_sizes": [{"see": -1}]},
    {"shared": ["a"], "all_sizes": [{"see": True}]},
    {"shared": ["a"], "all_sizes": [{"see": "0"}]},
    {"shared": ["a"], "all_sizes": [{"see": 0, "rule": "zero"}]},
    {"shared": {"see": 0}, "all_sizes": []},
]


@pytest.mark.parametrize("content", BAD)
def test_what_points_at_nothing_is_told(content):
    with pytest.raises(ValueError, match="shared"):
        unpacked(content)


def test_what_would_never_end_is_told():
    for first, times in ((LONG, 64), (LONG * 1000, 12)):
        shared = [first, *([{"see": k}, {"see": k}] for k in range(times))]
        with pytest.raises(ValueError, match="more than 16,777,216 parts and letters"):
            unpacked({"shared": shared, "all_sizes": []})


def test_a_file_that_points_at_nothing_is_corrupt(tmp_path: Path) -> None:
    name, path = next((name, path) for name, path in CLAIMS if name == "alignment.best_of_n_regret_le")
    proofs = found(shipped(name).claim)
    assert isinstance(proofs, Proofs) and "shared" not in proofs.content and "see" not in json.dumps(proofs.content)
    told = json.loads(proofs_path(path).read_text(encoding="utf-8"))
    assert len(json.dumps(told)) < len(json.dumps(proofs.content)) / 4
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    proofs_path(copy).parent.mkdir()
    proofs_path(copy).write_text(json.dumps({**told, "shared": told["shared"][:-1]}), encoding="utf-8")
    assert isinstance(read := found(load(copy)), Corrupt) and "shared parts before it" in read.reason
