"""Code of people's own that may catch what formulas raise, or asks how numbers are stored.

A comparison that an enclosure leaves open, and a quotient that has no value at one instance of many, raise; the code that decides
goes another way then.  Code that catches them goes on with something else, which is no answer for the other instances.  So
handlers are found before, in the text of a claim's file and of the modules that it imports, wherever they stand in a function.

Numbers are stored otherwise in a batch than in one instance: code that asks for that may go one way for many instances at once
and another way for one of them.

Main definitions: ``catches``, ``function_catches``.

Conventions: what is installed, and this library, is not looked at.  Nothing is imported: modules are looked for as an import of
the claim's file would.  Of code without a file, as in a notebook, functions are looked at as they are compiled, and whatever they
name, hold or wrap: other functions, objects with methods, tables of functions, modules.
"""

from __future__ import annotations

import ast
import dis
import functools
import gc
import sys
from collections.abc import Iterator, Set
from fractions import Fraction
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from theory_lab.own_code.modules import FOLDER, finding, imports_of, is_own, is_peoples
from theory_lab.own_code.naming import imported_in, inside, named_by

# Managers of a with block that catch, by the names under which they are imported; threads and tasks, which keep what is raised,
# and in which nobody hears of doubts; what is raised when an object goes is told to nobody; text that is run is not read.
_MANAGERS = {"suppress", "ExitStack", "AsyncExitStack", "raises", "excepts", "assertRaises", "assertRaisesRegex", "assert_raises"}
_MANAGERS |= {"assert_raises_regex", "TestCase", "__exit__", "__aexit__", "__del__", "finalize", "Thread", "ThreadPool", "Timer"}
_MANAGERS |= {"ThreadPoolExecutor", "start_new_thread", "gather", "create_task", "exec", "eval"}
# What of an array tells how its numbers are stored, also where it is asked for by a text.
_STORED = {"payload", "arithmetic", "restructured", "is_exact", "is_interval", "is_float", "is_rounded", "is_jax"}
_STORED |= {"number_of_instances"}  # more than one in a batch
_NAMES = _MANAGERS | _STORED
# What of comparisons tells of all instances of a batch at once; and so do what arrays give in batches.
_OF_MANY = {"sure", "possible", "is_decided", "doubt"}
_OF_ALL = {"numbers", "bounds"}
_ATTRIBUTES = {"LOAD_ATTR", "LOAD_METHOD"}
# Those that are known to catch nothing, by their names here, where a file does not give these to something else; any other may.
_HARMLESS = {"guessing", "precision", "open", "errstate", "printoptions", "localcontext"}
_KNOWN = {"theory_lab", "numpy", "decimal"}  # whose managers these are
_PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction)
MOST = 100_000  # objects that are looked at: more, such as a table of millions of numbers, would take a second
_BEGIN, _WITH = dis.opmap["PUSH_EXC_INFO"], dis.opmap["WITH_EXCEPT_START"]  # how a handler begins, and that of a with block


def catches(path: Path) -> str:
    """Where the code of a file, or of people's own modules that it imports, may catch, as ``file, line``, or ''."""
    first = [folder.parent for folder in path.parents if folder.name == FOLDER]
    return _first_caught([(path, "")], [*first, path.parent, *map(Path, sys.path)])


def _first_caught(waiting: list[tuple[Path, str]], roots: list[Path]) -> str:
    """The same of files in packages, of which modules are looked for in folders."""
    seen, places_of = set[Path](), finding(roots)
    while waiting:
        file, package = waiting.pop()
        if file in seen:
            continue
        seen.add(file)
        try:
            line, names = _read(file.read_bytes(), package)
        except (OSError, SyntaxError, ValueError, ImportError):  # it may never be imported, and says nothing of what it catches
            return f"{file.name}, which cannot be read"
        if line:
            return f"{file.name}, line {line}"
        waiting += [(inner, above) for name in names for _, inner, above in places_of(name)]
    return ""


@functools.cache  # hundreds of claims import the same settings of their paper
def _read(source: bytes, package: str) -> tuple[int, tuple[str, ...]]:
    """The first line with a handler, 0 where there is none, and the names of what is imported, modules or not."""
    tree = ast.parse(source)
    return next(_handlers(tree, _HARMLESS - _bound(tree), inside=False), 0), imports_of(tree, package)


def _bound(tree: ast.AST) -> set[str]:
    """The names that a file gives to things of its own, or of anyone but those whose managers are known."""
    found = set[str]()
    for part in ast.walk(tree):
        match part:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                found.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                known = isinstance(part, ast.ImportFrom) and str(part.module).partition(".")[0] in _KNOWN
                found |= {str(one.asname or one.name) for one in names if not known or one.asname}
    return found


def _handlers(node: ast.AST, harmless: Set[str], inside: bool) -> Iterator[int]:
    """The lines of handlers in functions and classes; of managers that catch and what is stored, wherever they are named."""
    for part in ast.iter_child_nodes(node):
        match part:
            case ast.Try() | ast.TryStar() | ast.AsyncWith() if inside:
                yield part.lineno
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name) | ast.FunctionDef(name=name):
                if name in _NAMES or (name in _OF_MANY and isinstance(part, ast.Attribute)):
                    yield part.lineno
            case ast.Constant(value=str(name)) if name in _STORED:
                yield part.lineno
            case ast.MatchClass(kwd_attrs=names) if not (_STORED | _OF_MANY).isdisjoint(names):
                yield part.lineno
            case ast.Call(func=ast.Attribute(attr=name), keywords=[_, *_]) if name in _OF_ALL:
                yield part.lineno
            case ast.withitem(context_expr=manager) if inside and _called_by(manager) not in harmless:
                yield manager.lineno
        yield from _handlers(part, harmless, inside or isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef))


def _called_by(node: ast.expr) -> str:
    """The name under which something is called."""
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""


def function_catches(*functions: object) -> str:
    """The same of functions without a file, and of what they name, hold or wrap, as ``file, function``."""
    seen: dict[int, object] = {}  # kept, as another object may have the number of one that is gone
    waiting = list(functions)
    while waiting:
        one = waiting.pop()
        if id(one) in seen or type(one) in _PLAIN:
            continue
        seen[id(one)] = one
        if len(seen) > MOST:
            return f"code that holds more than {MOST:,} objects"
        if isinstance(one, ModuleType):
            if is_own(one) and (where := _module_catches(one)):
                return where
        elif isinstance(one, FunctionType):
            waiting += (held for held in (vars(one), one.__defaults__, one.__kwdefaults__, *(one.__closure__ or ())) if held)
            if is_peoples(one):
                if where := _own_catches(one):
                    return where
                waiting += named_by(one)
        elif isinstance(one, type):
            waiting += [*vars(one).values(), *one.__bases__, type(one)]
        else:
            waiting += gc.get_referents(one)  # what is bound, wrapped, an attribute, or in a table
    return ""


def _module_catches(module: ModuleType) -> str:
    file, package = Path(str(module.__file__)), str(module.__package__ or "")
    beside = file.parents[package.count(".") + 1 if package else 0]
    return _first_caught([(file, package)], [beside, *map(Path, sys.path)])


def _own_catches(function: FunctionType) -> str:
    """Where a function of people's own, or a module that it imports when it runs, may catch."""
    imported: list[str] = []
    for code in inside(function.__code__):
        if _handles(code):
            return f"{Path(code.co_filename).name}, {code.co_name}"
        imported += imported_in(code, str(function.__globals__.get("__package__") or ""))
    if not imported:
        return ""
    roots = [*map(Path, sys.path)]
    places_of = finding(roots)
    return _first_caught([(file, package) for name in imported for _, file, package in places_of(name)], roots)


def _is_text(constant: object) -> bool:
    return isinstance(constant, str)


@functools.cache
def _handles(code: CodeType) -> bool:
    """Whether a function has handlers of its own or a with block whose manager may catch, or names what is stored."""
    steps, named = code.co_code[::2], {code.co_name, *code.co_names, *filter(_is_text, code.co_consts)}
    handlers = [steps[k + 1] for k, step in enumerate(steps) if step == _BEGIN]
    harmless = sum(step.argval in _HARMLESS for step in dis.get_instructions(code)) if handlers else 0
    if named & _OF_MANY and _OF_MANY & {step.argval for step in dis.get_instructions(code) if step.opname in _ATTRIBUTES}:
        return True
    of_all = named & _OF_ALL and any(isinstance(one, tuple) and "batched" in one for one in code.co_consts)
    return bool(of_all or len(handlers) > harmless or set(handlers) - {_WITH} or named & _NAMES)
