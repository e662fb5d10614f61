"""Files that are whole or absent.

Every file the command line writes goes through here: it is written beside its place and moved there in one
step, so that a killed run leaves the earlier file as it was.

Main definitions: `write_whole`, `write_json`, `unwritable`, `remove_drafts`.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

DRAFT = ".draft-"
# Seconds after which a draft is of a run that was killed: a file takes a moment to write.
_FORGOTTEN = 600


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in UTF-8; a reader sees the old file or the new one and nothing between.

    Missing folders above ``path`` are made. An existing file keeps its permissions.
    """
    if path.exists() and not path.is_file():  # a pipe or a device: nothing to keep whole
        path.write_text(text, encoding="utf-8")
        return
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=DRAFT)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())  # else a power cut may leave the name without the text
        os.chmod(draft, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def write_json(path: Path, content: object) -> None:
    """Write ``content`` as JSON; raises ``ValueError`` for a float that JSON does not have."""
    write_whole(path, json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n")


def remove_drafts(folder: Path) -> None:
    """Remove what runs that were killed while they wrote left in a folder."""
    for draft in folder.glob(f"{DRAFT}*"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _FORGOTTEN:
                draft.unlink()


def unwritable(path: Path) -> str:
    """Why a file cannot be written at ``path``, in one sentence; empty when it can. Nothing is left behind."""
    try:
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.stat()
        if path.is_dir():
            return f"{path} is a folder; a file name is needed"
        if path.exists() and not path.is_file():
            return "" if os.access(path, os.W_OK) else f"{path} cannot be written: no permission"
        above = next(folder for folder in path.resolve().parents if folder.exists())
        if not above.is_dir():
            return f"{path} cannot be written: {above} is not a folder"
    except OSError as error:
        return f"{path} cannot be written: {error.strerror}"
    try:  # permissions alone do not tell: /proc takes no file from anybody
        with tempfile.TemporaryFile(dir=above):
            return ""
    except PermissionError:
        return f"{path} cannot be written: no permission in {above}"
    except OSError:
        return f"{path} cannot be written: {above} takes no files"
