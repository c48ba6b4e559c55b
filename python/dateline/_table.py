"""Answers as tables, for any library that understands Arrow, and for Python alone."""

from __future__ import annotations

import html
from typing import Any, Iterator

from . import _native

_SHOWN_ROWS = 10
_SHOWN_LETTERS = 28
_TYPES = {"text": "string", "whole": "int64", "number": "float64", "flag": "bool"}


class Table:
    """Rows of an answer, held as Arrow.

    Anything that understands the Arrow PyCapsule interface takes it over without a copy:
    ``pyarrow.table(t)``, ``polars.DataFrame(t)``, ``duckdb``. Every cell may be empty (``None``).
    Which columns there are, and what they mean, says ``t.describe()`` and ``docs/tables.md``.
    Spans (``start``, ``end``) count Unicode code points of the report's text.
    """

    __slots__ = ("_batches", "name")

    def __init__(self, batches: "_native.Batches", name: str) -> None:
        self._batches = batches
        #: What the rows are: ``statements``, ``events`` …
        self.name = name

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as an Arrow stream (the PyCapsule interface)."""
        return self._batches.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        """The schema (the PyCapsule interface)."""
        return self._batches.__arrow_c_schema__()

    def __len__(self) -> int:
        return len(self._batches)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.to_dicts())

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _, _ in self._batches.columns()]

    def describe(self) -> dict[str, tuple[str, str]]:
        """For each column its type (string, int64, float64, bool) and what it means."""
        return {name: (_TYPES[kind], meaning) for name, kind, meaning in self._batches.columns()}

    def __getitem__(self, column: str) -> list[Any]:
        """The cells of one column.

        Raises ``KeyError`` if there is none of that name.
        """
        columns = self.columns
        if column not in columns:
            raise KeyError(f"{column}: no such column; there are {', '.join(columns)}")
        return self._batches.lists()[columns.index(column)]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries; needs no library."""
        names = self.columns
        return [dict(zip(names, row)) for row in zip(*self._batches.lists())]

    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``.

        Raises ``ImportError`` if pyarrow is not installed.
        """
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``; with pyarrow installed, without a copy where that can be.

        Raises ``ImportError`` if pandas is not installed.
        """
        import pandas

        try:
            return self.to_arrow().to_pandas()
        except ImportError:
            frame = pandas.DataFrame(dict(zip(self.columns, self._batches.lists())), columns=self.columns)
            whole = [name for name, kind, _ in self._batches.columns() if kind == "whole"]
            return frame.astype({name: "Int64" for name in whole})

    def to_polars(self) -> Any:
        """The rows as a ``polars.DataFrame``.

        Raises ``ImportError`` if polars is not installed.
        """
        import polars

        return polars.DataFrame(self)

    def _shown(self) -> list[list[str]]:
        columns = self._batches.lists(_SHOWN_ROWS)
        return [["" if cell is None else str(cell) for cell in row] for row in zip(*columns)]

    def __repr__(self) -> str:
        count = f"{self.name}: {len(self)} row{'' if len(self) == 1 else 's'}"
        rows = [[_cut(cell) for cell in row] for row in [self.columns, *self._shown()]]
        widths = [max(map(len, column)) for column in zip(*rows)]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
        more = [f"… and {len(self) - _SHOWN_ROWS} more"] if len(self) > _SHOWN_ROWS else []
        return "\n".join([count, *lines, *more])

    def _repr_html_(self) -> str:
        # Words of reports are hostile until they are escaped.
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self._shown()
        )
        more = f", the first {_SHOWN_ROWS} shown" if len(self) > _SHOWN_ROWS else ""
        caption = f"<caption>{html.escape(self.name)}: {len(self)} rows{more}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cut(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if len(cell) <= _SHOWN_LETTERS else cell[: _SHOWN_LETTERS - 1] + "…"
