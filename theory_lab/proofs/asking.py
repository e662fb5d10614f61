"""Code of people's own that may go another way for symbols than for numbers.

Symbols are no exact numbers to ``is_exact``, have terms for truth values where a comparison holds, and leave none open.  Part of
the trusted base.

Main definitions: ``otherwise``.

Conventions: the claim's file and its modules are read as ``catches`` does, which has read all of them, and told of what may
catch; and so are the files of all functions that its sides name, hold or wrap, wherever a module was looked for.
"""

from __future__ import annotations

import ast
import functools
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from theory_lab.claims.claim import Claim
from theory_lab.own_code.modules import FOLDER, imports_of, is_own, is_peoples, places
from theory_lab.own_code.naming import named_by, names_in

ASKED = {"arithmetic", "doubt", "is_decided", "is_exact", "payload", "possible", "sure"}  # of numbers and comparisons, other here
ASKED |= {"restructured", "together"}  # which show what is stored
BY_TEXT = {"attrgetter", "getattr", "getattr_static", "getmembers", "methodcaller", "__getattribute__"}  # ask by a name in a text
INSIDE = ("theory_lab.proofs", "theory_lab.numbers.array.together", "theory_lab.numbers.arithmetics", "jax")  # see it too


@functools.lru_cache(64)  # a claim is read at many sizes, one after the other
def otherwise(claim: Claim, file: Path) -> str:
    """Why code of people's own may go another way for symbols than for numbers, '' for no reason."""
    files, names = _reached(*claim.code)
    asked = next(iter(ASKED & names), "") or _asked_in(file, files)
    return f"asks for {asked!r}, which symbols do not answer as numbers do" if asked else ""


def _asked_in(file: Path, others: dict[Path, str]) -> str:
    """The first thing that a file and others, each in its package, ask for, or the modules that they import."""
    roots = [folder.parent for folder in file.parents if folder.name == FOLDER] + [file.parent, *map(Path, sys.path)]
    waiting, seen = [*others.items(), (file, "")], set[Path]()
    while waiting:
        place, package = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        tree = ast.parse(place.read_bytes())
        imported = imports_of(tree, package)
        for name in (*_asked(tree), *(one for one in imported if any(f"{one}.".startswith(f"{part}.") for part in INSIDE))):
            return name
        waiting += [(inner, above) for one in imported for _, inner, above in places(one, roots)]
    return ""


def _asked(tree: ast.Module) -> Iterator[str]:
    """What code asks of numbers, also in patterns and by texts."""
    nodes = list(ast.walk(tree))
    by_text = any(getattr(node, key, None) in BY_TEXT for node in nodes for key in ("id", "attr", "name"))
    for node in nodes:
        match node:
            case ast.Attribute(attr=name):
                names = [name]
            case ast.MatchClass(kwd_attrs=names):
                pass
            case ast.Constant(value=str(text)) if by_text:
                names = text.split(".")
            case _:
                continue
        yield from ASKED.intersection(names)


def _reached(*objects: object) -> tuple[dict[Path, str], set[str]]:
    """The files, with their packages, of functions of people's own that objects name, hold or wrap; what those without name."""
    files, names, seen, waiting = dict[Path, str](), set[str](), dict[int, object](), list(objects)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one  # kept, as another object may have the number of one that is gone
        if isinstance(one, ModuleType):
            files |= {Path(str(one.__file__)): str(one.__package__ or "")} if is_own(one) else {}
        elif isinstance(one, FunctionType):
            waiting += [vars(one), one.__defaults__, one.__kwdefaults__, *(one.__closure__ or ())]
            if is_peoples(one):
                waiting += named_by(one)
                if (file := Path(one.__code__.co_filename)).is_file():
                    files[file] = str(one.__globals__.get("__package__") or "")
                else:
                    names |= set(names_in(one.__code__))
        elif isinstance(one, type):
            waiting += [*vars(one).values(), *one.__bases__]
        else:
            waiting += gc.get_referents(one)
    return files, names
