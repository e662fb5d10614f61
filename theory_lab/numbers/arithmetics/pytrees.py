"""Classes that JAX takes apart and puts together.

``jit``, ``vmap``, ``grad`` and ``scan`` take containers that JAX knows.  A class is made known at once where JAX is imported,
and else at the end of its import, which these modules never cause themselves.

Main definitions: ``register``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def register(kind: type, split: Callable[[Any], Any], join: Callable[[Any, Any], Any]) -> None:
    """Make a class known to JAX: ``split`` gives parts and what is static, ``join`` takes what is static and the parts."""
    if "jax" not in sys.modules and _arrival not in sys.meta_path:
        sys.meta_path.insert(0, _arrival)
    _arrival.known.append((kind, split, join))
    if "jax" in sys.modules:
        _arrival.tell()


class _Arrival(MetaPathFinder):
    """Finds JAX as the other finders do, and tells it the classes once it is there."""

    def __init__(self) -> None:
        self.known: list[tuple[Any, ...]] = []

    def tell(self) -> None:
        """Register what JAX does not know yet, and look out no more."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)
        while self.known:
            sys.modules["jax"].tree_util.register_pytree_node(*self.known.pop())

    def find_spec(self, fullname: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname != "jax":
            return None
        found = (finder.find_spec(fullname, path, target) for finder in sys.meta_path if finder is not self)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def execute_and_tell(module: ModuleType) -> None:
                execute(module)
                self.tell()

            spec.loader.exec_module = execute_and_tell
        return spec


_arrival = _Arrival()
