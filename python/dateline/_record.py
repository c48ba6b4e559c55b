"""A record: the questions to it, under the names and with the filters of the command line."""

from __future__ import annotations

import json
import os
import tempfile
import weakref
from typing import Any, Iterator

from . import _native
from ._native import RecordMissing
from ._table import Table

Day = str
"""A day (``2025-04-04``), a month (``2025-04``) or a year (``2025``)."""


class Record:
    """What was read: who said what, what was done, where, when, and by whose account.

    ``Record.open("x.db")`` opens one that is there; ``dateline.read(…)`` makes one. A record is a file; it may
    be read by many while one adds to it. Every question raises ``RecordError`` if the file cannot be read, and
    ``WrongQuestion`` for an argument that is none (``since="spring"``), with one line that says what is.
    """

    def __init__(self, path: str | os.PathLike[str], _folder: Any = None) -> None:
        #: The record's file.
        self.path = os.fspath(path)
        #: What the last ``read`` did: ``new``, ``unchanged``, ``changed``, ``failed`` … (numbers of reports).
        self.summary: dict[str, int] = {}
        self._failed = None
        if _folder is not None:
            # A record without a name is gone with the value.
            self._finalizer = weakref.finalize(self, _folder.cleanup)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "Record":
        """Opens the record in a file.

        Raises ``RecordMissing`` if there is none, ``RecordError`` if the file is something else.
        """
        if not os.path.exists(path):
            raise RecordMissing(f"there is no record at {os.fspath(path)}; make one with dateline.read(reports, db={os.fspath(path)!r})")
        record = cls(path)
        record.counts()
        return record

    @classmethod
    def load(cls, lake: str | os.PathLike[str], db: str | os.PathLike[str] | None = None) -> "Record":
        """Takes in what ``dateline.spark.extract`` wrote as Parquet (``records``), and links it.

        Raises ``NotFound`` if there are no records below ``lake``.
        """
        record = _at(db)
        kept, failures = _native.open_lake(record.path, os.fspath(lake))
        record.summary = {"kept": kept, "failed": len(failures)}
        record._failed = failures
        return record

    def __repr__(self) -> str:
        counts = self.counts()
        told = " · ".join(f"{counts[name]} {name}" for name in ("reports", "statements", "events", "stories", "differences") if name in counts)
        return f"<dateline.Record {self.path}: {told}>"

    @property
    def failed(self) -> Table:
        """What went wrong in the last ``read``: ``row``, ``place``, ``reason``, ``left_out``."""
        failures = self._failed if self._failed is not None else _native.no_failures()
        return Table(failures, "failed")

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        return json.loads(_native.whole(self.path, "counts", [])[0])

    def statements(
        self,
        *,
        by: str | None = None,
        act: str | None = None,
        about: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        confidence: float | None = None,
        source: str | None = None,
        story: str | None = None,
        limit: int | None = None,
    ) -> Table:
        """Who said what: one row a statement, by day (the table ``statements``).

        ``by``: words of the speaker's name, office or state. ``act``: ``deny``, ``accuse``, ``demand`` …
        ``about``: words of what was said. ``confidence``: the least, from 0 to 1. ``source``: the outlet.
        ``story``: an id, or its first letters. Where ``negated`` is true the speaker did NOT do it.
        """
        return Table(
            _native.statements(self.path, by=by, act=act, about=about, since=since, until=until, confidence=confidence, source=source, story=story, limit=limit),
            "statements",
        )

    def events(
        self,
        *,
        by: str | None = None,
        act: str | None = None,
        about: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        done: bool = False,
        source: str | None = None,
        story: str | None = None,
        limit: int | None = None,
    ) -> Table:
        """Who did what to whom: one row a telling, by day (the table ``events``).

        ``act``: a PLOVER root (``ASSAULT``, ``CONSULT`` …). ``done``: only what is told as done, nothing
        planned, threatened, denied or only thought of.
        """
        return Table(
            _native.events(self.path, by=by, act=act, about=about, since=since, until=until, done=done, source=source, story=story, limit=limit),
            "events",
        )

    def figures(
        self,
        *,
        what: str | None = None,
        all: bool = False,
        since: Day | None = None,
        until: Day | None = None,
        story: str | None = None,
        limit: int | None = None,
    ) -> Table:
        """How many, of what, by whose account: one row a figure, by day (the table ``figures``).

        ``what``: ``killed``, ``injured``, ``money`` … ``all``: also those that nobody gives as true. Money is
        in the currency of ``unit`` (ISO 4217).
        """
        return Table(_native.figures(self.path, what=what, all=all, since=since, until=until, story=story, limit=limit), "figures")

    def reports(
        self,
        *,
        source: str | None = None,
        words: str | None = None,
        since: Day | None = None,
        until: Day | None = None,
        limit: int | None = None,
    ) -> Table:
        """The reports, without their texts, by day (the table ``reports``)."""
        return Table(_native.reports(self.path, source=source, words=words, since=since, until=until, limit=limit), "reports")

    def places(self, *, country: str | None = None, limit: int | None = None) -> Table:
        """Places, those named in most reports first. ``country``: a state (ISO 3166-1 alpha-3). Degrees are WGS 84."""
        return Table(_native.places(self.path, country=country, limit=limit), "places named")

    def stories(self, *, limit: int | None = None) -> Table:
        """What is reported, the latest first: one row a story (the table ``stories``)."""
        return Table(_native.stories(self.path, limit=limit), "stories")

    def differences(self, *, story: str | None = None, all: bool = False) -> Table:
        """Where accounts of one fact cannot both be true: one row an account; rows of one fact share their
        ``difference``. ``all``: also facts whose accounts are the same, compatible, or come later."""
        return Table(_native.differences(self.path, story=story, all=all), "differences")

    def opposed(self, *, story: str | None = None) -> Table:
        """Claims with their denials: one row a pair."""
        return Table(_native.opposed(self.path, story=story), "opposed")

    def people(self, words: str | None = None, *, limit: int | None = None) -> Table:
        """Persons, those known best first; of those only whose names hold some words (the table ``persons``)."""
        return Table(_native.people(self.path, words=words, limit=limit), "persons")

    def who(self, name: str) -> dict[str, Table]:
        """One person or party: tables ``persons``, ``offices``, ``statements``, ``events``, ``relations`` and
        ``positions``.

        Raises ``NotFound`` if nobody of that name says or does anything.
        """
        return {table: Table(rows, table) for table, rows in _native.who(self.path, name)}

    def positions(self, about: str, *, by: str | None = None, issues: str | None = None) -> Table:
        """Where sides stood on an issue, and who moved: one row a stand; ``changed`` where the side turned.

        ``issues``: issues of your own (TOML, the text and not the path).
        """
        return Table(_native.positions(self.path, about=about, by=by, issues=issues), "positions")

    def timeline(
        self,
        *,
        days: int | None = None,
        about: str | None = None,
        from_: Day | None = None,
        to: Day | None = None,
        sentences: int | None = None,
    ) -> Table:
        """The days that mattered: one row a sentence that tells what happened. ``days``: at most so many;
        ``sentences``: so many a day."""
        return Table(_native.timeline(self.path, days=days, about=about, from_=from_, to=to, sentences=sentences), "timeline")

    def search(self, words: str, *, limit: int = 20) -> Table:
        """Reports that hold all the words, the latest first; those in quotation marks stand side by side."""
        return Table(_native.search(self.path, words, limit=limit), "search")

    def table(self, name: str) -> Table:
        """A whole table: reports, statements, events, deeds, figures, times, places, persons, offices, stories
        or differences, the rows of ``dateline export --table NAME``."""
        return Table(_native.table(self.path, name), name)

    def report(self, id: str) -> list[dict[str, Any]]:
        """One report (an id, or its first letters) with everything found in it, as lines of the record.

        Raises ``NotFound`` or ``Ambiguous``.
        """
        return [json.loads(line) for line in _native.whole(self.path, "report", [id])]

    def story(self, id: str) -> dict[str, Any]:
        """One story: its accounts, facts, statements and events. Raises ``NotFound`` or ``Ambiguous``."""
        return json.loads(_native.whole(self.path, "story", [id])[0])

    def compare(self, *ids: str) -> dict[str, Any]:
        """The accounts of one story, or some reports, side by side. Raises ``NotFound`` or ``Ambiguous``."""
        return json.loads(_native.whole(self.path, "compare", list(ids))[0])

    def export(self) -> Iterator[str]:
        """The whole record as JSON Lines, the lines of ``dateline export``."""
        return iter(_native.whole(self.path, "export", []))


def _at(db: str | os.PathLike[str] | None) -> Record:
    if db is not None:
        return Record(db)
    folder = tempfile.TemporaryDirectory(prefix="dateline-")
    return Record(os.path.join(folder.name, "record.db"), folder)
