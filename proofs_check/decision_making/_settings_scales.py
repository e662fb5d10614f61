"""Classes of functions at two scales, as spaces of instances.

A class disagrees at a point where a function that is small in the mean is large. The scale and the radius are written by how far
they are from numbers just below 1 and 1/2. The law goes from the first point towards any law, a fifth of the way or all of it.
There functions with values 0 and 1 disagree while the radius is small against the scale.

Main definitions: `scaled_functions`.
"""

from __future__ import annotations

import numpy as np

from theory_lab.claims import Choice, Instance, Ratio, Simplex, Space, Table
from theory_lab.numbers import Array, ratio

SCALE, RADIUS = ratio(99, 100), ratio(49, 100)
PARTS = (ratio(1, 5), ratio(1, 1))


def scaled_functions(size: tuple[int, int]) -> Space:
    """A class of ``size[0]`` functions on ``size[1]`` decisions, a law of decisions, a scale and a radius in [0, 1]."""

    def scales(i: Instance) -> dict[str, Array]:
        law = (1 - i.part) * np.eye(size[1], dtype=int)[0] + i.part * i.goal
        return {"law": law, "scale": SCALE + i.scale_shift, "radius": RADIUS + i.radius_shift}

    return Space(
        functions=Table(size, -1, 1),
        goal=Simplex(size[1]),
        part=Choice(*PARTS),
        scale_shift=Ratio(-SCALE, 1 - SCALE),
        radius_shift=Ratio(-RADIUS, 1 - RADIUS),
        derived=scales,
    )
