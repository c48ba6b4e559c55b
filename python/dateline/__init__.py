"""dateline: reads dated news reports and keeps the record.

>>> import dateline
>>> record = dateline.read("reports/")            # paths, texts, a DataFrame or an Arrow table
>>> record.statements(by="Marek").to_pandas()     # who said what
>>> record.differences().to_polars()              # where accounts differ

Nothing is fetched and nothing is sent: all is done on this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Callable

from . import _native
from ._native import (
    Ambiguous,
    DatelineError,
    NotFound,
    RecordBusy,
    RecordError,
    RecordMissing,
    WrongQuestion,
    __version__,
)
from ._record import Record, _at
from ._reports import Told, how, understood
from ._table import Table

__all__ = [
    "Ambiguous",
    "DatelineError",
    "NotFound",
    "Record",
    "RecordBusy",
    "RecordError",
    "RecordMissing",
    "Table",
    "WrongQuestion",
    "__version__",
    "extract",
    "open",
    "read",
]

#: The tables that each report gives by itself.
TABLES = ("reports", "statements", "events", "deeds", "figures", "times", "places")
#: The tables that several reports show together.
LINKED = ("persons", "offices", "stories", "facts", "differences", "corrections")


def open(path: str | os.PathLike[str]) -> Record:  # noqa: A001
    """Opens the record in a file, as ``Record.open``."""
    return Record.open(path)


def read(
    reports: Any,
    db: str | os.PathLike[str] | None = None,
    *,
    map: Mapping[str, str] | Iterable[str] | None = None,
    from_: str | None = None,
    reader: str = "fast",
    threads: int | None = None,
    again: bool = False,
    progress: bool | Callable[[int], object] = False,
) -> Record:
    """Reads reports, links them, and gives the record.

    ``reports``: a path or several (files, folders, patterns, in any form that ``dateline read`` takes); texts
    (dated text, JSON, pages; a string is a text if it holds a line break, or names no file and has more than
    four words); dictionaries; a pandas or polars DataFrame; anything that speaks Arrow. Of a table, columns
    are guessed by their names (``text``, ``published``, ``title``, ``source``, ``url``, ``language``, ``id`` and
    their like); ``map={"published": "seen"}`` says otherwise, ``from_="acled"`` knows an export.

    ``db``: the record's file, made or added to; without one, the record is gone with the value.
    ``reader``: ``fast``, or ``deep``, which is right more often and takes about five times as long.
    ``threads``: how many, one a core unless told. ``again``: reads anew what is kept.
    ``progress``: True for a bar (tqdm, where it is installed), or a function that is told the count.

    What is wrong with a report is a row of ``record.failed``, never an exception. Raises ``RecordError`` if
    the record cannot be written, ``WrongQuestion`` for arguments that are none. Ctrl-C keeps what was read.
    """
    kind, given = understood(reports)
    record = _at(db)
    total = len(given) if kind != "paths" and hasattr(given, "__len__") else None
    with Told(progress, total) as told:
        call = {"paths": _native.read_paths, "texts": _native.read_texts, "table": _native.read_table}[kind]
        summary = call(record.path, given, how(map, from_, reader, threads, again), told if progress else None)
    record._failed = summary.pop("failures")
    record.summary = summary
    return record


def extract(
    reports: Any,
    *,
    tables: Iterable[str] | None = None,
    linked: bool = False,
    map: Mapping[str, str] | Iterable[str] | None = None,
    from_: str | None = None,
    reader: str = "fast",
    threads: int | None = None,
    progress: bool | Callable[[int], object] = False,
) -> dict[str, Table]:
    """Takes reports apart and keeps nothing: a dictionary of tables.

    ``reports`` as in ``read``. Without ``tables``: reports, statements, events, deeds, figures, times, places
    and ``failed`` (``row``: number of the row given, from 0; ``id``, ``place``, ``reason``, ``left_out``); ``records`` can be
    asked for too. With ``linked``: also persons, offices, stories, facts, differences and corrections, which several reports show
    together; deeds that several tell are then one row.

    What is wrong with a report is a row of ``failed``, never an exception. Raises ``WrongQuestion`` for
    arguments that are none.
    """
    kind, given = understood(reports)
    wanted = list(tables) if tables is not None else [*TABLES, *(LINKED if linked else ()), "failed"]
    if kind == "table" and not linked:
        total = len(given) if hasattr(given, "__len__") else None
        with Told(progress, total) as told:
            found = _native.extract(given, wanted, "table", 0, how(map, from_, reader, threads), told if progress else None)
        return {name: Table(rows, name) for name, rows in found.items()}
    unlinked = [name for name in wanted if name not in LINKED and name not in TABLES and name not in ("failed", "records")]
    if unlinked:
        raise WrongQuestion(f"{unlinked[0]} is no table; there are {', '.join([*TABLES, *LINKED, 'failed'])}")
    if "records" in wanted:
        raise WrongQuestion("records are made of an Arrow table or a DataFrame; of anything else, read it into a record")
    record = read(reports, map=map, from_=from_, reader=reader, threads=threads, progress=progress)
    return {name: record.failed if name == "failed" else record.table(name) for name in wanted}
