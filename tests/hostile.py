"""Claims that do what no claim should: a folder of them, with honest ones before and after.

Main definitions: `write`, `DEEDS`, `HONEST`.

Conventions: a deed is done while the left side is evaluated; what comes of it is ``holds`` where it only leaves something behind.
"""

from __future__ import annotations

from pathlib import Path

from tests.conftest import CONTENTS

HONEST = ("a_honest", "m_honest", "z_honest")
# Deed -> what is done, and the outcome.
DEEDS = {
    "b_exits": ("sys.exit(0)", "error"),
    "c_exits_at_once": ("os._exit(0)", "error"),
    "d_interrupts": ("failing(KeyboardInterrupt())", "error"),
    "e_is_killed": ("os.kill(os.getpid(), signal.SIGKILL)", "error"),
    "f_ends_in_c": ("ctypes.string_at(0)", "error"),
    "g_hangs": ("time.sleep(1000)", "error"),
    "h_hangs_in_c": ("ctypes.PyDLL(None).sleep(1000)", "error"),
    "i_sets_a_field": ("setattr(i, 'x', 0)", "error"),
    "j_prints": ("print('noise')", "holds"),
    "k_moves": ("os.chdir('/')", "holds"),
    "l_seeds": ("(random.seed(0), np.random.seed(0))", "holds"),
    "n_sets_precision": ("(setattr(flint.ctx, 'prec', 2), setattr(decimal.getcontext(), 'prec', 2))", "holds"),
    "o_warns": ("warnings.simplefilter('error')", "holds"),
    "p_clears_the_environment": ("os.environ.clear()", "holds"),
    "q_clears_the_path": ("sys.path.clear()", "holds"),
    "r_removes_modules": ("[sys.modules.pop(name, None) for name in ('json', 'numpy.random', 'fractions')]", "holds"),
    "s_ignores_signals": ("signal.signal(signal.SIGINT, signal.SIG_IGN)", "holds"),
    "t_leaves_a_thread": ("threading.active_count() > 3 or threading.Thread(target=time.sleep, args=(9,)).start()", "holds"),
}  # fmt: skip

_HEAD = """\
import ctypes, decimal, os, random, signal, sys, threading, time, warnings
import flint
import numpy as np


def failing(error):
    raise error


"""


def write(folder: Path, deeds: tuple[str, ...] = tuple(DEEDS), plain: str = CONTENTS["holds"]) -> list[Path]:
    """The files of honest claims and of those of the deeds, in the order of their names."""
    texts = dict.fromkeys(HONEST, plain)
    for name in deeds:
        texts[name] = _HEAD + plain.replace("lhs=lambda i: i.x * i.x", f"lhs=lambda i: ({DEEDS[name][0]}, i.x * i.x)[-1]")
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return [folder / f"{name}.py" for name in sorted(texts)]
