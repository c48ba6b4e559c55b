"""dateline on Spark: reports taken apart on many machines, linked by joins, opened as one record on one.

>>> tables = dateline.spark.extract(spark.read.parquet("reports/"))
>>> tables["statements"].where("act = 'deny'").count()
>>> dateline.spark.write(tables, "lake/")            # then: dateline open lake/ --db news.db

Needs pyspark (3.5 or later) and pyarrow, and this package on every machine. What a report holds never fails a
task: it is a row of ``failed``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import _native
from ._native import WrongQuestion
from ._reports import how

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

OUTPUTS = ("reports", "statements", "events", "deeds", "figures", "times", "places", "failed", "records")
"""What comes out: the tables of ``docs/tables.md`` that each report gives by itself; ``failed`` (``row`` in the
partition, ``id``, ``place``, ``reason``, ``left_out``); and ``records``, the whole record of each report, which
``dateline open`` takes."""

_AT_ONCE = 128
_COMMONEST = 256
_FEW_KEYS = 16
_LEAST_TOPICS = 3
_SQL = {"text": "string", "whole": "bigint", "number": "double", "flag": "boolean"}


class Tables(Mapping):
    """A DataFrame for each output, all made in one pass over the reports.

    The pass is kept (``persist``, in memory and on disk) when the first table is asked for; ``unpersist()``
    lets it go. What a lost machine had kept is made again from the reports.
    """

    def __init__(self, wide: "DataFrame", names: Iterable[str]) -> None:
        #: One row a row of any table: ``kind``, and a column of that name that holds the row.
        self.wide = wide
        self._names = tuple(names)
        self._is_kept = False

    def __getitem__(self, name: str) -> "DataFrame":
        if name not in self._names:
            raise KeyError(f"{name}: no such table; there are {', '.join(self._names)}")
        if not self._is_kept:
            self.wide = self.wide.persist()
            self._is_kept = True
        return self.wide.where(self.wide["kind"] == name).select(f"{name}.*")

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def unpersist(self) -> None:
        """Lets go what was kept."""
        self.wide.unpersist()


def extract(
    reports: "DataFrame",
    *,
    tables: Iterable[str] = OUTPUTS,
    map: Mapping[str, str] | Iterable[str] | None = None,
    from_: str | None = None,
    reader: str = "fast",
) -> Tables:
    """Takes reports apart, each task by itself: a DataFrame for each table.

    ``reports``: columns are guessed by their names as in ``dateline.read`` (text, published, title, source, url,
    language, id and their like); ``map`` and ``from_`` say otherwise. Any number of partitions; one task holds
    some 128 reports at a time. Nothing is done before a table is asked for rows.

    Raises ``WrongQuestion`` for a table that there is not.
    """
    names = list(tables)
    for name in names:
        if name not in OUTPUTS:
            raise WrongQuestion(f"{name}: no such table; there are {', '.join(OUTPUTS)}")
    options = how(map, from_, reader, threads=1)
    schema = "kind string, " + ", ".join(f"{name} struct<{_columns(name)}>" for name in names)

    def taken_apart(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow
        from pyspark import TaskContext

        task = TaskContext.get()
        place = f"partition {task.partitionId() if task else 0}"
        first = 0
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                piece = batch.slice(start, _AT_ONCE)
                rows = pyarrow.Table.from_batches([piece])
                found = _native.extract(rows, names, place, first, options, None)
                first += piece.num_rows
                yield from _widened(found, names)

    return Tables(reports.mapInArrow(taken_apart, schema), names)


def _columns(name: str) -> str:
    """The columns of an output, as Spark writes them."""
    return ", ".join(f"`{column}`: {_SQL[kind]}" for column, kind, _ in _empty(name).columns())


def _empty(name: str) -> "_native.Batches":
    import pyarrow

    nothing = pyarrow.table({"text": pyarrow.array([], pyarrow.string())})
    return _native.extract(nothing, [name], "nothing", 0, how(), None)[name]


def _widened(found: "dict[str, _native.Batches]", names: list[str]) -> "Iterator[pyarrow.RecordBatch]":
    """Rows of several tables as rows of one, each in the column of its table."""
    import pyarrow

    tables = {name: pyarrow.table(rows).combine_chunks() for name, rows in found.items()}
    types = {name: pyarrow.struct([field.remove_metadata() for field in table.schema]) for name, table in tables.items()}
    for name, table in tables.items():
        count = table.num_rows
        if count == 0:
            continue
        columns: list[Any] = [pyarrow.array([name] * count, pyarrow.string())]
        for other in names:
            if other != name:
                columns.append(pyarrow.nulls(count, types[other]))
                continue
            arrays = [column.combine_chunks() for column in table.columns]
            columns.append(pyarrow.StructArray.from_arrays(arrays, fields=list(types[name])))
        yield pyarrow.RecordBatch.from_arrays(columns, names=["kind", *names])


def write(tables: Tables, lake: str, *, mode: str = "overwrite") -> None:
    """Writes each table as Parquet below a folder: ``lake/statements/month=1995-11/…``.

    Tables that hold ``published`` are partitioned by its month (``month=1995-11``; ``month=none`` where no day is
    known). ``dateline open lake/ --db news.db`` and ``dateline.Record.load("lake/")`` take ``records`` in.
    """
    from pyspark.sql import functions as f

    for name in tables:
        rows = tables[name]
        if "published" in rows.columns:
            month = f.coalesce(f.substring("published", 1, 7), f.lit("none"))
            rows.withColumn("month", month).write.mode(mode).partitionBy("month").parquet(f"{lake}/{name}")
        else:
            rows.write.mode(mode).parquet(f"{lake}/{name}")


def link(reports: "DataFrame", *, days: int = 3, least_alike: float | None = None) -> "DataFrame":
    """Which reports print one text, and which tell one story: ``id``, ``origin``, ``story``.

    ``origin`` and ``story`` are the least id of those that belong together; a report that is like none has its
    own. Reports meet by prints of runs of their words (for texts) and by their topics within ``days`` days (for
    stories); keys that more than 256 reports share are formulas and join nothing. Each pair is judged by the
    function that a record judges it by, and what hangs together is found in Spark (large star, small star:
    Kiveris et al. 2014).

    Texts come out as in a record. Stories are coarser: a record weighs words against its own reports of the
    weeks around and groups by mean likeness; here a pair of at least ``least_alike`` (0 to 1; twice what a
    record asks, unless told) joins two stories. For stories to count on, open the lake in one record.

    Set ``spark.sparkContext.setCheckpointDir`` for what must outlive a lost machine without being made again.
    """
    from pyspark.sql import functions as f

    if least_alike is None:
        least_alike = 2 * _native.LEAST_ALIKE
    schema = "id string, published string, day bigint, copies array<bigint>, topics array<bigint>, trace binary"
    known = reports.mapInArrow(_features, schema).dropDuplicates(["id"]).persist()

    shared = _meeting(known.select("id", f.explode("copies").alias("key")), ["key"])
    # One run in common says something only of a short text.
    few = known.where(f.size("copies") <= _FEW_KEYS).select("id")
    short = [shared.join(few.withColumnRenamed("id", side), side, "left_semi") for side in ("a", "b")]
    shared = shared.where(f.col("hits") > 1).unionByName(short[0]).unionByName(short[1])
    shared = shared.select("a", "b").distinct()
    copies = _judged(known, shared).where("copied is not null").select("a", "b")

    # A report stands in the window of its day and in the one after, so that neighbours meet in one of them.
    window = f.floor(f.col("day") / f.lit(days + 1))
    topics = known.where("day is not null").select("id", f.explode("topics").alias("topic"), window.alias("window"))
    both = topics.unionByName(topics.withColumn("window", f.col("window") + 1))
    told = _meeting(both, ["topic", "window"]).where(f.col("hits") >= _LEAST_TOPICS).select("a", "b")
    alike = _judged(known, told).where(f.col("alike") >= least_alike).select("a", "b")

    ids = known.select("id")
    origins = components(ids, copies).withColumnRenamed("component", "origin")
    stories = components(ids, copies.unionByName(alike)).withColumnRenamed("component", "story")
    return origins.join(stories, "id")


def _features(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
    import pyarrow

    for batch in batches:
        yield from pyarrow.table(_native.features(pyarrow.Table.from_batches([batch]))).to_batches()


def _meeting(keys: "DataFrame", key: list[str]) -> "DataFrame":
    """Pairs of ids (a < b) that share keys, with how many; keys that very many share join nothing."""
    from pyspark.sql import functions as f

    keys = keys.distinct()
    common = keys.groupBy(*key).count().where((f.col("count") > 1) & (f.col("count") <= _COMMONEST))
    keys = keys.join(common.select(*key), key)
    first = keys.withColumnRenamed("id", "a")
    pairs = first.join(keys.withColumnRenamed("id", "b"), key).where("a < b")
    return pairs.groupBy("a", "b").agg(f.countDistinct(key[0]).alias("hits"))


def _judged(known: "DataFrame", pairs: "DataFrame") -> "DataFrame":
    from pyspark.sql import functions as f

    first = known.select(f.col("id").alias("a"), f.col("trace").alias("trace_a"))
    second = known.select(f.col("id").alias("b"), f.col("trace").alias("trace_b"))
    both = pairs.join(first, "a").join(second, "b").select("a", "b", "trace_a", "trace_b")

    def judged(batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow

        for batch in batches:
            yield from pyarrow.table(_native.judged(pyarrow.Table.from_batches([batch]))).to_batches()

    return both.mapInArrow(judged, "a string, b string, copied double, alike double")


def components(ids: "DataFrame", edges: "DataFrame") -> "DataFrame":
    """What hangs together: ``id`` and ``component``, the least id that can be reached from it.

    ``ids`` has the column ``id``, ``edges`` the columns ``a`` and ``b``. Takes about the logarithm of the longest
    way many rounds, each a shuffle of the edges.
    """
    from pyspark.sql import functions as f

    def star(edges: "DataFrame", is_large: bool) -> "DataFrame":
        """Every node hangs its greater (large) or lesser (small) neighbours on the least of all it knows."""
        both = edges.unionByName(edges.select(f.col("b").alias("a"), f.col("a").alias("b")))
        if not is_large:
            both = both.where("b < a")
        least = both.groupBy("a").agg(f.min("b").alias("least"))
        least = least.select("a", f.least("a", "least").alias("least"))
        hung = both.join(least, "a")
        if is_large:
            return hung.where("b > a").select(f.col("b").alias("a"), f.col("least").alias("b")).distinct()
        own = least.select("a", f.col("least").alias("b"))
        others = hung.where("b <> least").select(f.col("b").alias("a"), f.col("least").alias("b"))
        return own.unionByName(others).where("a <> b").distinct()

    def known(edges: "DataFrame") -> tuple["DataFrame", int]:
        """The edges with what they are made of forgotten, and a number that changes when they do."""
        context = edges.sparkSession.sparkContext
        has_folder = context.getCheckpointDir() is not None if hasattr(context, "getCheckpointDir") else False
        edges = edges.checkpoint() if has_folder else edges.localCheckpoint()
        return edges, edges.select(f.sum(f.hash("a", "b").cast("decimal(20,0)"))).first()[0]

    edges, before = known(edges.where("a <> b").distinct())
    while before is not None:
        edges, after = known(star(star(edges, is_large=True), is_large=False))
        if after == before:
            break
        before = after
    # All edges lead now from a node to the least of its component.
    hung = edges.select(f.col("a").alias("id"), f.col("b").alias("component"))
    return ids.join(hung, "id", "left").select("id", f.coalesce("component", "id").alias("component"))
