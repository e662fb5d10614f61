"""The mean of the determinants with one feature added is 1 + d times the determinant, by Laplace's expansion."""

from theory_lab.proofs.sketches import Sketch

ENTRIES = (  # the names of the entries of the information matrix, in dimensions 1, 2 and 3
    (("S0",),),
    (("S0", "S2"), ("S3", "S1")),
    (("S0", "S5", "S8"), ("S6", "S1", "S3"), ("S7", "S4", "S2")),
)


def cofactor(entries, i: int, j: int) -> str:
    """The text of the cofactor of an entry."""
    rest = [[one for k, one in enumerate(row) if k != j] for h, row in enumerate(entries) if h != i]
    return f"{'-' if (i + j) % 2 else ''}({determinant(rest)})"


def determinant(entries) -> str:
    """The text of a determinant, expanded along its first row."""
    return " + ".join(f"{one}*({cofactor(entries, 0, j)})" for j, one in enumerate(entries[0])) if entries else "1"


def sketch(s: Sketch) -> None:
    """M0 is the largest determinant with one feature added."""
    entries = ENTRIES[s.number]
    added = {one: f"-({cofactor(entries, i, j)})" for i, row in enumerate(entries) for j, one in enumerate(row)}
    s.step(s.linear({"design": f"M0 - ({determinant(entries)})", **added}), s.hypotheses[0])
