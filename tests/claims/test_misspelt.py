"""A misspelt argument of a claim is told with the one that may be meant."""

import pytest

from theory_lab.claims.loading import load
from theory_lab.claims.registry import LoadError

TEXT = """\
from theory_lab.claims import Claim, Count, Source, Space
CLAIM = Claim("a statement", Source("a note", "Lemma", {source}), Space(k=Count(0, 9)), {claim})
"""


@pytest.mark.parametrize(
    ("source", "claim", "words"),
    [
        ("status='derived'", "sharpend=1", r"line 2: .*: Claim has no argument 'sharpend'; did you mean 'sharpened'\?$"),
        ("stauts='derived'", "lhs=1", r"line 2: .*: Source has no argument 'stauts'; did you mean 'status'\?$"),
        ("status='derived'", "zzz=1", "Claim has no argument 'zzz'; the arguments are statement, source, space, "),
        ("zzz=1", "lhs=1", "Source has no argument 'zzz'; the arguments are reference, label, status, quote, reading, also$"),
    ],
)
def test_what_may_be_meant_is_told(claim_file, source, claim, words):
    with pytest.raises(LoadError, match=words):
        load(claim_file("misspelt", text=TEXT.format(source=source, claim=claim)))
