"""A file of several claims, run so that one that cannot be made leaves the others.

Main definitions
----------------
``written_out``  the claims of ``CLAIMS = {"name": Claim(...), ...}``
``one_by_one``   a run of the file in which each of them is made by itself

Conventions: a file runs as a whole; only where this raises is it run so.  The code is the same, of the same tree, with the same
names, lines and futures, in the same order: a claim that can be made is what it is without the other one.
"""

from __future__ import annotations
import __future__

import ast
import functools
from collections.abc import Callable

_FUTURES = functools.reduce(int.__or__, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names))


def written_out(tree: ast.Module) -> ast.Dict | None:
    """The dictionary that a file calls ``CLAIMS``, if it stands there once and each name in it is a text; else None."""
    found: list[ast.expr | None] = []
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        if isinstance(node, ast.Assign | ast.AnnAssign) and "CLAIMS" in [ast.unparse(target) for target in targets]:
            found.append(node.value if len(targets) == 1 else None)
    if len(found) != 1 or not isinstance(found[0], ast.Dict):
        return None
    named = all(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in found[0].keys)
    return found[0] if named else None


def one_by_one(
    tree: ast.Module, several: ast.Dict, file: str, names: dict[str, object], failed: Callable[[Exception], object]
) -> None:
    """Run a file among ``names``; ``failed`` gives what stands for a claim that cannot be made, as its arguments do not fit.

    What else raises, and what raises outside of ``several``, raises here.
    """
    flags = compile(tree, file, "exec", dont_inherit=True).co_flags & _FUTURES
    for node in tree.body:
        if getattr(node, "value", None) is not several:
            exec(compile(ast.Module([node], []), file, "exec", flags, dont_inherit=True), names)
            continue
        claims: dict[str, object] = {}
        for key, value in zip(several.keys, several.values, strict=True):
            try:
                one = eval(compile(ast.Expression(value), file, "eval", flags, dont_inherit=True), names)
            except (ValueError, TypeError) as error:
                one = failed(error)
            claims[ast.literal_eval(key or value)] = one
        names["CLAIMS"] = claims
