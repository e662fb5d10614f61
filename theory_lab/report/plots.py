"""Figures as inline SVG.

Drawn by matplotlib without a display, in greys and blues that read on light and dark pages; the text stays
text, and the same input gives the same bytes.

Main definitions: `tightness`, `curves`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import Any

GREY, BLUE, FAINT = "#7d838a", "#4a7fc9", "#9aa0a6"
STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "theory_lab",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": GREY,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
}


def tightness(names: Sequence[str], ratios: Sequence[float]) -> str:
    """A dot for each claim at its tightest ratio lhs/rhs, tightest first, as one ``<svg>`` element.

    Ratios lie in [0, 1]; an empty input gives the empty string.
    """
    if not names:
        return ""
    import matplotlib
    from matplotlib.figure import Figure

    order = sorted(range(len(names)), key=lambda k: (ratios[k], names[k]))
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(9, 0.9 + 0.24 * len(names)), layout="constrained")
        axes = figure.subplots()
        heights = range(len(order))
        values = [ratios[k] for k in order]
        axes.hlines(heights, 0, values, color=FAINT, linewidth=0.8, alpha=0.5)
        axes.plot(values, heights, "o", color=BLUE, markersize=5)
        axes.axvline(1, color=FAINT, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.set_yticks(heights, [names[k] for k in order], parse_math=False)
        axes.set_xlim(0, 1.03)
        axes.set_ylim(-0.7, len(order) - 0.3)
        axes.tick_params(length=0)
        axes.spines[["top", "right", "left"]].set_visible(False)
        return _svg(figure)


def curves(places: Sequence[float], named: Mapping[str, Sequence[float]], label: str) -> str:
    """Curves over one parameter, each with its name, as one ``<svg>`` element."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(6, 3.2), layout="constrained")
        axes = figure.subplots()
        for k, (name, values) in enumerate(named.items()):
            colour = (BLUE, GREY, FAINT)[k % 3]
            axes.plot(places, [v if math.isfinite(v) else math.nan for v in values], color=colour, linewidth=1.6, label=name)
        axes.set_xlabel(label, parse_math=False)
        axes.legend(frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        return _svg(figure)


def _svg(figure: Any) -> str:
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :].strip()
