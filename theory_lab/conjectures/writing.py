"""A found inequality as a claim file.

The file stands by itself: the code of its quantities, the space and what these use are taken over from the conjecture's file.

Main definitions
----------------
``Original``   the code of a conjecture's file
``name_of``    a name for an inequality, such as ``tv_square_le_kl``
``claim_text``  the file

Conventions: ``CONJECTURE`` must be a call that lists its quantities, ``CONJECTURE = Conjecture(quantities={...}, ...)``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from theory_lab.claims.registry import LoadError
from theory_lab.conjectures import terms
from theory_lab.conjectures.conjecture import Conjecture
from theory_lab.conjectures.inequalities import SHARPER, Inequality, Parts, statement
from theory_lab.conjectures.terms import Term

_ATOMS = (ast.Call, ast.Name, ast.Attribute, ast.Subscript, ast.Constant)
_ALWAYS = "from theory_lab import numbers as xp\nfrom theory_lab.claims import Claim, Source\n"


@dataclass(frozen=True)
class Original:
    """The statements of a conjecture's file, and the code of the call that makes it."""

    body: Sequence[ast.stmt]
    space: ast.expr
    sizes: ast.expr | None
    quantities: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Original:
        """The code of a file that `opened` accepts; raises `LoadError` where the quantities are not listed in the call."""
        body = ast.parse(path.read_bytes()).body
        call = next((node.value for node in body if isinstance(node, ast.Assign) and _names(node) == {"CONJECTURE"}), None)
        arguments = {word.arg: word.value for word in call.keywords} if isinstance(call, ast.Call) else {}
        listed = arguments.get("quantities")
        if not isinstance(listed, ast.Dict) or "space" not in arguments:
            raise LoadError(f"{path}: CONJECTURE must be written as Conjecture(space=..., quantities={{...}}) to be saved")
        pairs = zip(listed.keys, listed.values, strict=True)
        code = {str(key.value): _of_instance(value) for key, value in pairs if isinstance(key, ast.Constant)}
        return cls(body, arguments["space"], arguments.get("sizes"), code)


def _of_instance(quantity: ast.expr) -> str:
    """The code of a quantity at the instance ``i``."""
    if not isinstance(quantity, ast.Lambda):
        return f"{ast.unparse(quantity)}(i)"
    (argument,) = (one.arg for one in quantity.args.args)
    for node in ast.walk(quantity.body):
        if isinstance(node, ast.Name) and node.id == argument:
            node.id = "i"
    text = ast.unparse(quantity.body)
    return text if isinstance(quantity.body, _ATOMS) else f"({text})"


def name_of(inequality: Inequality) -> str:
    """A name made of the terms of both sides."""
    left, right = ("_".join(_word(term) for _, term in side) for side in inequality.sides)
    return f"{left}_le_{right}"


def _word(term: Term) -> str:
    return "_".join("_".join(filter(None, (f.quantity, f.function))) for f in term) or "one"


def claim_text(inequality: Inequality, conjecture: Conjecture, original: Original, idea: str = "") -> str:
    """The claim file: a docstring with the ``idea``, the imports and definitions that are used, the claim."""
    left, right = (_code(side, original.quantities) for side in inequality.sides)
    stated = statement(inequality, conjecture)
    sizes = f"    sizes={ast.unparse(original.sizes)},\n" if original.sizes is not None else ""
    claim = (
        "CLAIM = Claim(\n"
        f'    statement=r"{stated}",\n'
        '    source=Source("theory-lab conjecture", "found by search", status="derived"),\n'
        f"    space={ast.unparse(original.space)},\n{sizes}"
        f"    lhs=lambda i: {left},\n"
        f"    rhs=lambda i: {right},\n"
        f"    sharpened=lambda i: {_number(SHARPER)} * ({right}),\n"
        ")\n"
    )
    head = f'"""{name_of(inequality).replace("_", " ").capitalize()}.\n\n{idea or "Found by search."}\n"""\n'
    return "\n".join([head, *_used(original.body, claim)]) + "\n" + claim


def _code(parts: Parts, quantities: dict[str, str]) -> str:
    """A combination of terms as code; positive ones first."""
    text = ""
    for c, term in sorted(parts, key=lambda part: part[0] < 0):
        factors = terms.written(term, quantities)
        one = factors if factors and abs(c) == 1 else " * ".join(filter(None, (_number(abs(c)), factors)))
        text += (" - " if text else "-") + one if c < 0 else (" + " if text else "") + one
    return text


def _number(c: Fraction) -> str:
    return str(c.numerator) if c.denominator == 1 else f"xp.ratio({c.numerator}, {c.denominator})"


def _used(body: Sequence[ast.stmt], claim: str) -> Iterator[str]:
    """The imports, then the definitions that a claim uses, also by way of others."""
    needed = _read(ast.parse(claim))
    definitions = [node for node in body if not isinstance(node, ast.Import | ast.ImportFrom)]
    kept: list[ast.stmt] = []
    for node in reversed(definitions):
        if _names(node) & needed - {"CONJECTURE"}:
            kept.insert(0, node)
            needed |= _read(node)
    imports = [node for node in (*ast.parse(_ALWAYS).body, *body) if isinstance(node, ast.Import | ast.ImportFrom)]
    yield "\n".join(sorted(set(_merged(imports, needed)), key=lambda line: (not line.startswith("import"), line))) + "\n"
    for node in kept:
        yield ast.unparse(node) + "\n"


def _merged(imports: Sequence[ast.Import | ast.ImportFrom], needed: set[str]) -> Iterator[str]:
    """One import of what is needed for each module."""
    found: dict[str | None, set[tuple[str, str | None]]] = {}
    for node in imports:
        module = node.module if isinstance(node, ast.ImportFrom) else None
        kept = {(one.name, one.asname) for one in node.names if (one.asname or one.name.split(".")[0]) in needed}
        found[module] = found.get(module, set()) | kept
    for module, names in found.items():
        written = [name if alias is None else f"{name} as {alias}" for name, alias in sorted(names, key=str)]
        if module is None:
            yield from (f"import {name}" for name in written)
        elif written:
            yield f"from {module} import {', '.join(written)}"


def _names(node: ast.stmt) -> set[str]:
    """The names that a statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}


def _read(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
