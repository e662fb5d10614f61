"""Hoeffding's lemma by hand: the divergence of two laws lies below a chord, and for two outcomes the derivative is a square.

Main definitions: `by_hoeffding`.

Conventions: ``p`` has ratios to ``q`` between ``M1`` and ``M0``; the gap is ``M0 - M1``, and the share says where 1, the mean
ratio, lies between both: ``M1 = 1 - share gap``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theory_lab.proofs.sketches import (
    ZERO,
    Sketch,
    cell,
    concave,
    cut,
    either,
    equal,
    hole,
    logarithm,
    product,
    ratio,
    rises,
    use,
)
from theory_lab.proofs.sketches.moves import Tree

FACTS = 9  # of a step: the chord, M0 = M1 + gap and M1 = 1 - share gap (both twice), M1 > 0, M0 >= M1, 0 <= share <= 1


def by_hoeffding(s: Sketch, p: str, q: str, paths: Sequence[str] = ()) -> None:
    """``S0 = KL(p || q)`` is at most ``log(M0/M1)^2 / 8``.

    With ``paths`` P and Q, positive by the first hypotheses, the sum is ``KL(P p || Q q)``, and the bound P times as large with
    ``KL(P || Q)`` beside it.
    """
    gap, share = s.sum(f"{q}*M0 - {q}*M1"), s.sum(f"part({p} - {q}*M1)/kept(M0 - M1)")
    low = s.attained("M1", "M1", strict=True)
    s.attained("M0", "M0", strict=True)
    order = s.attained("M1", "M0 - M1")
    gaps = [s.linear({gap: c, q: f"-({c})*(M0 - M1)"}) for c in (1, -1)]
    means = [s.linear({share: f"{c}*kept(M0 - M1)", p: -c, q: f"{c}*M1"}) for c in (1, -1)]
    one, two = paths or ("1", "1")
    rest = f"{one}*(log({one}) - log({two})) - {one}" if paths else "-1"
    form = {"S0": -1, p: rest, q: f"{two} + {one}*M1*log(M1)", share: f"{one}*(M0*log(M0) - M1*log(M1))"}
    chord = s.linear(form, _below_chord(p, q, paths))
    some, whole = s.linear({share: 1}), s.linear({share: -1, q: 1})
    facts = (chord, *gaps, *means, low, order, some, whole, *s.hypotheses)
    s.step(*facts, proof=either(_of_two(gap, share, paths)) if paths else _of_two(gap, share))


def _below_chord(p: str, q: str, paths: Sequence[str]) -> Tree:
    """Facts: the ratio t <= M0, t >= M1, M1 > 0, M0 > 0, M0 >= M1, the term of the divergence >= 0, t >= M1, M0 > M1 or not."""
    k = len(paths)
    logs = [logarithm(name, of) for name, of in (("high", "M0"), ("low", "M1"), ("middle", "t"))]
    bounds = [(k + 2, "M1", "low", 0), (k + 7, "M0", "low", "M1"), (k + 1, "t", "low", "M1"), (k, "t", "high", "M0")]
    positive, known = _of_paths(paths, 0)
    between = cell(concave("t", functions=known + logs[:2]), [*paths, q, "M1", "M0", "t"], positive + bounds, known + logs)
    alike = equal("M0", "M1", (k + 4, k + 7), equal("t", "M1", (k, k + 1), cell(ZERO)))
    return ratio(p, q, "t", either(either(either(between, alike))))


def _of_paths(paths: Sequence[str], first: int) -> tuple[list[Any], list[Any]]:
    """That paths are positive, which are facts from the first on, and their logarithms."""
    bounds = [(first + k, name, "low", 0) for k, name in enumerate(sorted(paths))]
    return bounds, [logarithm(f"log_{name}", name) for name in paths]


def _of_two(gap: str, share: str, paths: Sequence[str] = ()) -> Tree:
    """The chord, which is that of two outcomes, against an eighth of the square of ``log(M0/M1)``."""
    low, high, more = f"1 - {share}*{gap}", f"1 + {gap} - {share}*{gap}", FACTS + (3 if paths else 0)
    parts, (positive, logs) = (("high", high), ("low", low)), _of_paths(paths, FACTS)

    def less_chord(then: Tree | None = None) -> Tree:
        return use((0, 1), then=product((paths[0], 1, 1), then=then or hole()) if paths else then)

    wide = [(more + 1, share, "low", 0), (8, share, "high", 1), (more, gap, "low", 0), (5, gap, "high", f"1/{share}")]
    over = [(text, -1, 1) for _, text in parts]
    slope = product((f"2*{share}*({high}) - 1", 2, 1), *over, then=rises(gap, ZERO, product(*over)))
    both = [*logs, *(logarithm(name, text) for name, text in parts)]
    some = cell(less_chord(rises(gap, ZERO, slope)), [*paths, share, gap, "S0"], [*positive, *wide], both)
    none = cell(less_chord(), [*paths, gap, "S0"], [*positive, wide[2]], [*logs, logarithm("high", f"1 + {gap}")])
    wider = cut(f"-{share}", equal(share, 0, (7, more + 1), none), some)
    narrow = [(7, share, "low", 0), (5, share, "high", 1)]
    one = cell(less_chord(), [*paths, share, "S0"], [*positive, *narrow], [*logs, logarithm("low", f"1 - {share}")])
    alike = equal("M0", "M1", (6, more), equal("M1", f"1 - {share}", (3, 4), one))
    return either(equal("M0", f"{gap} + M1", (1, 2), equal("M1", low, (3, 4), wider)), alike)
