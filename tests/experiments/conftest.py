"""Short runs of experiments, compiled with little work over the programs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

OPTION = "jax_disable_most_optimizations"


@pytest.fixture(scope="package", autouse=True)
def compiled_quickly() -> Iterator[None]:
    """Programs of a short run compile for longer than they run: LLVM works over none, here and in processes that a test starts.

    No test here counts units in the last place of what was compiled; others do, so that it is forgotten for them.
    """
    import jax

    before = jax.config.read(OPTION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(OPTION.upper(), "1")
        jax.config.update(OPTION, True)
        yield
    jax.config.update(OPTION, before)
    jax.clear_caches()
