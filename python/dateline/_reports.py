"""What somebody hands over as reports, brought to one of three forms: paths, texts or an Arrow table."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, Union

from ._native import WrongQuestion

Given = Union[str, "os.PathLike[str]", Mapping, Iterable, Any]

_LONGEST_NAME = 255


def understood(given: Given) -> tuple[str, Any]:
    """``("paths", list)``, ``("texts", [(name, text) …])`` or ``("table", arrow)``.

    Raises ``WrongQuestion`` for what is none of these.
    """
    if isinstance(given, (str, os.PathLike)):
        given = [given]
    if isinstance(given, Mapping):
        # A dictionary of columns, or one report.
        if any(isinstance(cells, (list, tuple)) for cells in given.values()):
            return _columns(given)
        given = [given]
    if hasattr(given, "__arrow_c_stream__"):
        return "table", given
    if hasattr(given, "__arrow_c_array__"):
        import pyarrow

        return "table", pyarrow.table(given)
    if hasattr(given, "to_dict") and hasattr(given, "columns"):
        # A pandas DataFrame of a pandas that knows no Arrow.
        given = given.to_dict("records")
    if not isinstance(given, Iterable):
        raise WrongQuestion(f"a {type(given).__name__} holds no reports: give paths, texts, a DataFrame or an Arrow table")
    paths, texts = [], []
    for number, one in enumerate(given):
        if isinstance(one, Mapping):
            texts.append((f"report:{number}", json.dumps(_plain(one), default=str)))
        elif isinstance(one, os.PathLike):
            paths.append(one)
        elif isinstance(one, str):
            if _is_path(one):
                paths.append(one)
            else:
                texts.append((f"text:{number}", one))
        else:
            raise WrongQuestion(f"a {type(one).__name__} is no report: give paths, texts or dictionaries")
    if paths and texts:
        raise WrongQuestion(
            f"some are paths ({paths[0]}) and some are texts; read them one after the other, into one db"
        )
    return ("texts", texts) if texts else ("paths", paths)


def _is_path(given: str) -> bool:
    """A text is told from a path by a line break, by its length, or by being a sentence that names no file."""
    if given.lower().startswith(("http://", "https://")) and len(given.split()) == 1:
        return True
    if "\n" in given or len(given) > _LONGEST_NAME or given.lstrip().startswith(("{", "<")):
        return False
    return os.path.exists(given) or len(given.split()) <= 4


def _plain(row: Mapping) -> dict[str, Any]:
    """Without what is not there, as data frames write it (NaN is not equal to itself)."""
    return {str(name): cell for name, cell in row.items() if cell is not None and cell == cell}


def _columns(given: Mapping) -> tuple[str, Any]:
    lengths = {name: len(cells) for name, cells in given.items()}
    if len(set(lengths.values())) > 1:
        raise WrongQuestion(f"the columns have different lengths: {lengths}")
    rows = [dict(zip(given.keys(), cells)) for cells in zip(*given.values())]
    return understood(rows)


def how(
    map: Mapping[str, str] | Iterable[str] | None = None,
    from_: str | None = None,
    reader: str = "fast",
    threads: int | None = None,
    again: bool = False,
) -> dict[str, Any]:
    """How reports are read, as the native half takes it."""
    if map is None:
        map = []
    elif isinstance(map, Mapping):
        map = [f"{field}={column}" for field, column in map.items()]
    return {"map": list(map), "from": from_, "reader": reader, "threads": threads, "again": again}


class Told:
    """Who is told how many reports were read: a function, or tqdm's bar where that is installed."""

    def __init__(self, progress: Any, total: int | None) -> None:
        self._bar = None
        self._call = progress if callable(progress) else None
        if progress is True:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            self._bar = tqdm(total=total, unit=" reports", leave=False)

    def __call__(self, count: int) -> None:
        if self._call:
            self._call(count)
        if self._bar is not None:
            self._bar.update(count - self._bar.n)

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
