"""Reading reports and asking the record."""

import json
import pathlib
import pickle
import re

import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

import dateline

TALKS = (
    "date 1995-11-21 GENEVA (Lake Courier) - Foreign Minister Ana Petrova said on Monday that the talks had "
    "ended.\nRebels killed 12 soldiers near Brno on Monday."
)
TABLES = [*dateline.TABLES, *dateline.LINKED]


def rows(given):
    return [json.loads(line) for line in given.decode().splitlines()]


def test_it_was_installed_and_not_found_beside_the_sources():
    assert "site-packages" in pathlib.Path(dateline.__file__).parts


def test_every_table_has_the_rows_of_the_export(record, command, tmp_path):
    for name in TABLES:
        table = record.table(name)
        exported = rows(command("export", "--table", name, "--db", record.path))
        # Nobody has corrected the samples.
        assert (exported or name == "corrections") and table.to_dicts() == exported, name
        path = tmp_path / f"{name}.parquet"
        command("export", "--table", name, "--format", "parquet", "--out", path, "--db", record.path)
        exported = pyarrow.parquet.read_table(path)
        assert table.to_arrow().replace_schema_metadata().cast(exported.schema).equals(exported), name


def test_the_whole_export_is_the_same_to_the_byte(record, command):
    assert "".join(f"{line}\n" for line in record.export()).encode() == command("export", "--db", record.path)


def test_questions_have_the_filters_of_the_command_line(record, command):
    def asked(*arguments):
        lines = command(*arguments, "--db", record.path, "--format", "jsonl")
        return [line["id"] for line in rows(lines)]

    assert record.statements(by="Milosevic", since="1995-11")["id"] == asked(
        "statements", "--by", "Milosevic", "--since", "1995-11"
    )
    assert record.statements(act="deny", until="1995")["id"] == asked("statements", "--act", "deny", "--until", "1995")
    assert record.statements(about="ceasefire", confidence=0.5)["id"] == asked(
        "statements", "--about", "ceasefire", "--confidence", "0.5"
    )
    assert record.events(done=True, by="NATO")["id"] == asked("events", "--done", "--by", "NATO")
    assert record.figures(what="killed", all=True)["id"] == asked("figures", "--what", "killed", "--all")
    assert record.reports(words="ceasefire")["id"] == asked("reports", "--words", "ceasefire")
    assert record.stories()["id"] == asked("stories")
    assert list(dict.fromkeys(record.differences()["difference"])) == asked("differences")
    assert len(record.differences(all=True)) >= len(record.differences()) > 0


def test_answers_that_are_no_table_of_the_record(record):
    timeline = record.timeline(days=5, from_="1995-08", to="1995-11")
    assert timeline.columns == ["date", "text", "report", "start", "end"]
    assert 0 < len(set(timeline["date"])) <= 5
    positions = record.positions("ceasefire")
    assert set(positions["stance"]) <= {"for", "against", "conditional", "unclear"}
    assert "for" in positions["stance"] and len(positions["changed"]) == len(positions)
    assert "Sarajevo" in record.places()["name"] and set(record.places(country="BIH")["country"]) == {"BIH"}
    assert record.people("Sacirbey")["name"]
    who = record.who("Sacirbey")
    assert list(who) == ["persons", "offices", "statements", "events", "relations", "positions"]
    assert len(who["statements"]) > 0 and len(who["offices"]) > 0
    assert all("ceasefire" in hit["snippet"].lower() or hit["title"] for hit in record.search("ceasefire"))
    assert record.opposed().columns[0] == "claimed_by"
    report = record.report(record.reports()["id"][0])
    assert report[0]["type"] == "report"
    story = record.stories()["id"][0]
    assert record.story(story)["story"]["id"] == story or record.story(story)["story"]
    assert record.compare(story)["reports"]


def test_evidence_is_what_stands_there(record):
    for statement in record.statements():
        text = record.report(statement["report"])[0]["text"]
        assert text[statement["start"] : statement["end"]].split() == statement["evidence"].split()


def test_tables_go_into_any_library(record):
    table = record.statements()
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns and len(frame) == len(table)
    assert frame["start"].dtype.kind == "i" and frame["confidence"].dtype.kind == "f"
    assert table.to_polars().shape == frame.shape == (len(table), len(table.columns))
    assert polars.DataFrame(table).schema["negated"] == polars.Boolean
    assert pyarrow.table(table).num_rows == len(table)
    assert pyarrow.schema(table).names == table.columns
    assert table.describe()["start"] == ("int64", "where the evidence begins in the report's text, in Unicode code points")
    assert repr(table).startswith("statements: ") and len(repr(table).splitlines()) <= 14
    with pytest.raises(KeyError, match="no such column"):
        table["speakers"]


def test_words_of_reports_are_harmless_in_a_notebook():
    hostile = {"source": "<script>alert(1)</script>", "text": "The talks ended, Ana Petrova said on Monday."}
    shown = dateline.read([hostile]).reports()._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown


@pytest.mark.parametrize("form", ["pandas", "polars", "arrow", "dicts", "columns", "text", "path", "lines"])
def test_reports_in_any_form_say_the_same(form, tmp_path):
    body = TALKS.split(" - ", 1)[1]
    columns = {"date": ["1995-11-21"], "body": [body], "outlet": ["Lake Courier"], "id": ["a"]}
    path = tmp_path / "talks.txt"
    path.write_text(TALKS)
    lines = tmp_path / "talks.jsonl"
    lines.write_text(json.dumps({"published": "1995-11-21", "text": body, "source": "Lake Courier", "id": "a"}))
    given = {
        "pandas": pandas.DataFrame(columns),
        "polars": polars.DataFrame(columns),
        "arrow": pyarrow.table(columns),
        "dicts": [{name: cells[0] for name, cells in columns.items()}],
        "columns": columns,
        "text": TALKS,
        "path": path,
        "lines": str(lines),
    }[form]
    record = dateline.read(given)
    assert record.summary["new"] == 1, record.failed
    assert record.reports()["published"] == ["1995-11-21"]
    assert record.statements()["speaker"] == ["Ana Petrova"]
    assert [(one["what"], one["low"]) for one in record.figures()] == [("killed", 12.0)]


def test_days_of_data_frames_are_days():
    frame = pandas.DataFrame({"seen": pandas.to_datetime(["1995-11-21"]), "text": ["The talks ended on Monday."]})
    record = dateline.read(frame, map={"published": "seen"})
    assert record.reports()["published"] == ["1995-11-21"]
    assert record.table("times")["edtf"] == ["1995-11-20"]


def test_a_record_is_added_to_and_what_is_known_stays(tmp_path):
    db = tmp_path / "talks.db"
    told = []
    assert dateline.read(TALKS, db=db, progress=told.append).summary["new"] == 1
    assert told[-1] == 1
    again = dateline.read(TALKS, db=db, progress=True)
    assert (again.summary["new"], again.summary["unchanged"]) == (0, 1)
    opened = dateline.Record.open(db)
    assert len(opened.reports()) == 1 and "1 reports" in repr(opened)


def test_what_is_wrong_with_a_report_is_a_row():
    found = dateline.extract(pyarrow.table({"id": ["a", "b", "c"], "text": ["The talks ended.", None, "x" * (5 << 20)]}))
    assert found["reports"]["id"] == ["a"]
    failed = found["failed"].to_dicts()
    assert [(one["row"], one["id"], one["left_out"]) for one in failed] == [(1, "b", True), (2, "c", True)]
    assert "no text" in failed[0]["reason"] and "4 MB" in failed[1]["reason"]
    found = dateline.extract(pandas.DataFrame({"lat": [1.5], "lon": [2.5]}))
    assert len(found["reports"]) == 0 and "no column" in found["failed"]["reason"][0]
    record = dateline.read("no-such-folder/")
    assert record.summary["failed"] == 1 and "no such file" in record.failed["reason"][0]


def test_extract_gives_the_rows_that_a_record_has(record, samples):
    reports = [line for line in record.export() if json.loads(line)["type"] == "report"]
    columns = ("id", "source", "published", "title", "url", "language", "text")
    given = [json.loads(line) for line in reports]
    table = pyarrow.table({name: [one.get(name) for one in given] for name in columns})
    found = dateline.extract(table)
    linked = dateline.extract([samples], linked=True)
    for name in ("statements", "events", "figures", "times", "places"):
        assert sorted(linked[name]["id"]) == sorted(record.table(name)["id"]), name
        # Asides were marked in pages, which a text alone does not show; so no more than most are the same.
        ours, theirs = set(found[name]["id"]), set(record.table(name)["id"])
        assert len(ours & theirs) >= 0.9 * len(theirs), name
    assert set(linked) == {*TABLES, "failed"}
    assert list(dateline.extract(table, tables=["figures"])) == ["figures"]


def test_extract_alone_is_what_the_command_extracts(command, tmp_path):
    lines = tmp_path / "reports.jsonl"
    lines.write_text("".join(path.read_text() for path in sorted((pathlib.Path(__file__).parents[2] / "samples").glob("*.jsonl"))))
    given = [json.loads(line) for line in lines.read_text().splitlines()]
    columns = sorted({name for one in given for name in one})
    found = dateline.extract(pyarrow.table({name: [one.get(name) for one in given] for name in columns}))
    theirs = rows(command("extract", lines))
    for kind, name in [("statement", "statements"), ("event", "events"), ("figure", "figures"), ("place", "places")]:
        assert found[name]["id"] == [one["id"] for one in theirs if one["type"] == kind], name


def test_errors_say_in_one_line_what_to_do(record, tmp_path):
    def line(error):
        assert "\n" not in str(error.value)
        return str(error.value)

    with pytest.raises(dateline.RecordMissing) as error:
        dateline.Record.open(tmp_path / "none.db")
    assert "make one with" in line(error)
    other = tmp_path / "other.db"
    other.write_text("not a record, but long enough to be some other file of somebody's" * 20)
    with pytest.raises(dateline.RecordError) as error:
        dateline.Record.open(other)
    assert "not a dateline record" in line(error)
    with pytest.raises(dateline.WrongQuestion) as error:
        record.statements(since="spring")
    assert line(error) == "since=spring: since must be a day (2025-04-04), a month (2025-04) or a year (2025)"
    with pytest.raises(dateline.WrongQuestion, match="did you mean deny"):
        record.statements(act="denny")
    with pytest.raises(dateline.NotFound, match="there is no story"):
        record.story("story-nowhere")
    with pytest.raises(dateline.Ambiguous):
        record.story("story-")
    with pytest.raises(dateline.NotFound, match="nobody called"):
        record.who("Nobody Atall")
    with pytest.raises(dateline.WrongQuestion, match="reader is fast or deep"):
        dateline.read(TALKS, reader="slow")
    with pytest.raises(dateline.WrongQuestion, match="holds no reports"):
        dateline.read(7)
    assert issubclass(dateline.RecordMissing, dateline.RecordError) and issubclass(
        dateline.RecordError, dateline.DatelineError
    )
    assert pickle.loads(pickle.dumps(error.value)).args == error.value.args


def test_the_command_comes_along(command):
    assert re.fullmatch(r"dateline \d+\.\d+\.\d+\n", command("--version").decode())
    assert b"Usage" in command("statements", "--help")
    command("no-such-command", status=2)


def test_a_callback_that_raises_stops_the_reading_and_keeps_what_was_read(tmp_path):
    def enough(count):
        raise RuntimeError("enough")

    db = tmp_path / "some.db"
    with pytest.raises(RuntimeError, match="enough"):
        dateline.read([f"{TALKS} It rained for {n} days." for n in range(100)], db=db, progress=enough)
    assert 0 < len(dateline.open(db).reports()) <= 100
