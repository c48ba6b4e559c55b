"""dateline on Spark, on two executors of this machine."""

import os
import pathlib
import random
import re
import signal
import sys

import pytest

import dateline

pyspark = pytest.importorskip("pyspark")
spark_half = pytest.importorskip("dateline.spark")

REPORTS = 60
SYLLABLES = "ba de fi go ku la me ni po ra se ti vo wu ya zo".split()


def texts():
    """Reports of some wire and of papers that print it, and one in ten that says something of its own."""
    places = ["Arden", "Brno", "Corvo", "Delmar", "Elba", "Farley", "Gorna", "Halle"]
    names = ["Ana Petrova", "Jan Marek", "Ivo Kolar", "Lea Holm", "Tom Brandt"]
    for number in range(REPORTS):
        story = number // 3
        place, name = places[story % len(places)], names[story % len(names)]
        day = f"1995-{1 + story % 12:02}-{1 + story % 28:02}"
        lede = ["", "Residents spoke of a long night. ", f"The town hall of {place} stayed shut. "][number % 3]
        # What nobody else tells, so that stories do not print one text.
        own = random.Random(story)
        words = ["".join(own.choices(SYLLABLES, k=3)) for _ in range(140)]
        rest = " ".join(" ".join(words[at : at + 14]).capitalize() + "." for at in range(0, len(words), 14))
        text = (
            f"{lede}Foreign Minister {name} said on Monday that the talks over {place} had ended after {story + 3} days. "
            f"Rebels killed {story % 40 + 2} soldiers near {place} on Sunday, hospital officials said, and the road to the "
            f"harbour number {story} was closed by engineers of the {story}th battalion until further notice. "
            f"A ceasefire would begin at dawn in district {story}, {name} said, if both sides signed the paper. {rest}"
        )
        yield {"id": f"r{number:04}", "published": day, "source": f"Paper {number % 3}", "text": text}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["SPARK_WORKER_DIR"] = str(tmp_path_factory.mktemp("workers"))
    os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
    folder = tmp_path_factory.mktemp("spark")
    small = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("dateline")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.adaptive.enabled", "false")
        # Small data: what is compiled for it is never used often enough to be worth it.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.driver.extraJavaOptions", small)
        .config("spark.executor.extraJavaOptions", small)
        .config("spark.local.dir", str(folder / "local"))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    session.sparkContext.setCheckpointDir(str(folder / "checkpoints"))
    yield session
    session.stop()


@pytest.fixture(scope="module")
def reports(spark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    schema = "id string, published string, source string, text string"
    spark.createDataFrame(list(texts()), schema).repartition(4).write.mode("overwrite").parquet(str(folder))
    return spark.read.parquet(str(folder))


@pytest.fixture(scope="module")
def alone():
    return dateline.read(list(texts()))


def rows(frame):
    return sorted((row.asDict() for row in frame.collect()), key=lambda row: (row["report"], row["start"], row["id"]))


def lines(record):
    """The whole record, without where a report came from, which a table does not say."""
    return sorted(re.sub(r'"given":("[^"]*"|null),', "", line) for line in record.export())


@pytest.fixture(scope="module")
def tables(reports):
    tables = spark_half.extract(reports, tables=["statements", "figures", "places", "failed", "records"])
    yield tables
    tables.unpersist()


def test_many_machines_find_what_one_finds(tables, alone):
    for name in ("statements", "figures", "places"):
        ours = sorted(alone.table(name).to_dicts(), key=lambda row: (row["report"], row["start"], row["id"]))
        assert ours and rows(tables[name]) == ours, name
    assert tables["failed"].count() == 0


def test_the_lake_opens_as_one_record(tables, alone, command, tmp_path):
    lake, db = tmp_path / "lake", tmp_path / "lake.db"
    spark_half.write(tables, str(lake))
    assert list((lake / "statements").glob("month=1995-*")) and (lake / "failed").is_dir()
    opened = dateline.Record.load(lake, db=db)
    assert opened.summary == {"kept": REPORTS, "failed": 0}
    # Kept in another order, it is the same record.
    assert lines(opened) == lines(alone)
    # The command does the same, and twice is once.
    assert f"unchanged {REPORTS}".encode() in command("open", lake, "--db", db)
    assert f"new {REPORTS}".encode() in command("open", lake / "records", "--db", tmp_path / "again.db")
    command("open", tmp_path / "nothing", "--db", db, status=1)


def test_a_poisoned_report_is_a_row(spark):
    schema = "id string, published string, text string"
    rows = [("a", "1995-11-21", "The talks ended on Monday."), ("b", "1995-11-21", None), ("c", None, "x" * (5 << 20))]
    tables = spark_half.extract(spark.createDataFrame(rows, schema))
    assert [row.id for row in tables["reports"].collect()] == ["a"]
    failed = {row.id: (row.left_out, row.reason) for row in tables["failed"].collect()}
    assert set(failed) == {"b", "c"} and all(left_out for left_out, _ in failed.values())
    assert "no text" in failed["b"][1] and "4 MB" in failed["c"][1]
    tables.unpersist()


def test_a_killed_executor_costs_nothing(spark, reports, alone, tmp_path):
    marker = tmp_path / "killed"

    def struck(batches):
        """Kills the executor it runs on, once: the parent of the process that workers are forked from."""
        try:
            os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            yield from batches
            return
        daemon = os.getppid()
        executor = int(pathlib.Path(f"/proc/{daemon}/stat").read_text().rsplit(")", 1)[1].split()[1])
        assert b"Executor" in pathlib.Path(f"/proc/{executor}/cmdline").read_bytes()
        os.kill(executor, signal.SIGKILL)
        yield from batches

    tables = spark_half.extract(reports.mapInArrow(struck, reports.schema), tables=["statements", "failed"])
    ours = sorted(alone.table("statements").to_dicts(), key=lambda row: (row["report"], row["start"], row["id"]))
    assert rows(tables["statements"]) == ours
    assert marker.exists() and tables["failed"].count() == 0
    tables.unpersist()


def test_copies_are_one_origin(spark, reports, alone):
    linked = {row.id: (row.origin, row.story) for row in spark_half.link(reports).collect()}
    assert len(linked) == REPORTS
    by_origin = {}
    for report, (origin, _) in linked.items():
        by_origin.setdefault(origin, set()).add(report)
    stories = [alone.story(story)["story"] for story in alone.stories()["id"]]
    ours = {frozenset(origin) for story in stories for origin in story["origins"]}
    assert 1 < len(ours) < REPORTS
    assert {frozenset(origin) for origin in by_origin.values()} == ours
    # What prints one text tells one story.
    assert all(len({linked[report][1] for report in origin}) == 1 for origin in ours)


def test_components_of_a_long_chain(spark):
    ids = [f"{number:03}" for number in range(20)]
    edges = [(a, b) for a, b in zip(ids, ids[1:]) if a != "009"]
    frame = spark.createDataFrame([(one,) for one in ids], "id string")
    found = spark_half.components(frame, spark.createDataFrame(edges, "a string, b string"))
    assert {row.id: row.component for row in found.collect()} == {one: "000" if one <= "009" else "010" for one in ids}
