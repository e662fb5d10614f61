"""The mean over decisions of what the maximum is of, and Cauchy-Schwarz for the mean feature in the direction dual to it."""

from proofs_check.decision_making._settings_by_hand import ENTRIES, both_ways, cofactor, determinant, put_in, symmetric
from theory_lab.proofs.sketches import ZERO, Sketch, by, cell, cut, never, product, use


def sketch(s: Sketch) -> None:
    """The last sums are the mean feature m; ``dual`` is the adjugate times m, so that m dual is the determinant times |m|^2."""
    d = s.number + 2
    entries, bare = ENTRIES[d], symmetric(ENTRIES[d])
    mean, pairs = [f"S{d * d + k}" for k in range(d)], [(i, j) for i in range(d) for j in range(d)]

    def dual(rows, j: int) -> str:
        return "(" + " + ".join(f"{mean[i]}*({cofactor(rows, i, j)})" for i in range(d)) + ")"

    def length(rows) -> str:
        return "(" + " + ".join(f"{mean[j]}*{dual(rows, j)}" for j in range(d)) + ")"

    volume = f"({determinant(bare)})"
    whole = s.sum(f"decisions*{volume}")
    alike = {entries[j][i]: entries[i][j] for i, j in pairs if i < j}
    same = both_ways(s, alike)
    most, least = (s.linear({whole: c, "decisions": f"-({c})*{volume}"}) for c in ("1", "-1"))
    first = len(same)
    zero = never(first, use((first + 1, 1), (first + 2, 1), then=ZERO))
    some = put_in(alike, 0, cut(f"-{whole}", zero, cell(bounds=[(first + 2, whole, "low", 0)])))
    positive = s.follows(whole, by(*same, s.hypotheses[0], most, then=some), strict=True)
    squares = {bare[i][i]: f"{dual(bare, i)}**2" for i in range(d)}
    squares |= {bare[i][j]: f"2*{dual(bare, i)}*{dual(bare, j)}" for i, j in pairs if i < j}
    cauchy = s.square(u=squares, v={"decisions": 1}, x={mean[j]: dual(bare, j) for j in range(d)})
    gap, case = f"{volume} - {length(bare)}", first + 3
    facts = use((first, 1), (gap, 1), (first + 2, f"-({gap})", use((case, 1), then=ZERO)), then=ZERO)
    less = cut(gap, no=cell(product((whole, -1, 1), then=facts), bounds=[(first + 1, whole, "low", 0)]))
    s.step(*same, cauchy, positive, least, proof=put_in(alike, 0, less))
    full = f"({determinant(entries)})"
    shift = " + ".join(f"parameter_{j}*{mean[j]}" for j in range(d))
    back = [[entries[j][i] for j in range(d)] for i in range(d)]
    average = {
        "decisions": f"M0 + 4*offset*{full}*({shift}) - {length(entries)}",
        **{mean[j]: f"{dual(entries, j)} + {dual(back, j)} - 4*offset*{full}*parameter_{j}" for j in range(d)},
        **{entries[i][j]: f"-({cofactor(entries, i, j)})" for i, j in pairs},
    }
    s.step(s.linear(average, by(s.everywhere[1], then=cell(use((0, "decisions"), then=ZERO)))))
