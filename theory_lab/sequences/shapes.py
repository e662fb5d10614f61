"""Shapes, as types of arguments and results.

A signature that says ``steps: Edges`` says the shape too. Type checkers and formulas see an ``Array``; while tests run, the shape
of every argument and result of a formula is compared with its type.

Main definitions
----------------
``Scalar``                          one number, shape ()
``Edges``, ``Nodes``, ``Words``     one number for every node but the root; for every node; for every word, of ``tree``
``EdgeRows``, ``NodeRows``, ``WordRows``   the same with any further axes
``Features``, ``Parameter``         (tree.size - 1, d); (d, ...), further axes for independent parameters
``States``, ``Square``              (n,) and (n, n) for a chain of n states
``Alike``                           arrays of one shape, whatever it is

Conventions: in the language of jaxtyping; a letter stands for the same length wherever it stands in one signature.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from theory_lab.numbers import Array

__all__ = [
    "Alike",
    "EdgeRows",
    "Edges",
    "Features",
    "NodeRows",
    "Nodes",
    "Parameter",
    "Scalar",
    "Square",
    "States",
    "WordRows",
    "Words",
]

Scalar: TypeAlias = Annotated[Array, ""]
Edges: TypeAlias = Annotated[Array, "{tree.size}-1"]
Nodes: TypeAlias = Annotated[Array, "{tree.size}"]
Words: TypeAlias = Annotated[Array, "{len(tree.leaves)}"]
EdgeRows: TypeAlias = Annotated[Array, "{tree.size}-1 ..."]
NodeRows: TypeAlias = Annotated[Array, "{tree.size} ..."]
WordRows: TypeAlias = Annotated[Array, "{len(tree.leaves)} ..."]
Features: TypeAlias = Annotated[Array, "{tree.size}-1 d"]
Parameter: TypeAlias = Annotated[Array, "d ..."]
States: TypeAlias = Annotated[Array, "n"]
Square: TypeAlias = Annotated[Array, "n n"]
Alike: TypeAlias = Annotated[Array, "*alike"]
