"""What goes out, read back by the programs that people read it with."""

import json
import pathlib
import re

import duckdb
import feedparser
import geopandas
import networkx
import pandas
import pyarrow.parquet
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pyld import jsonld

import dateline

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLES = [*dateline.TABLES, *dateline.LINKED]


@pytest.fixture(scope="module")
def exported(record, command, tmp_path_factory):
    """Every table as CSV, JSON Lines and Parquet."""
    folder = tmp_path_factory.mktemp("exported")
    for name in TABLES:
        for form in ("csv", "jsonl", "parquet"):
            out = folder / f"{name}.{form}"
            command("export", "--table", name, "--format", form, "--out", out, "--db", record.path)
    return folder


def plain(cell):
    """A cell as all libraries have it: nothing is None, a guarded text is the text, 3.0 is 3."""
    if cell is None or cell != cell:
        return None
    if isinstance(cell, str):
        return cell.removeprefix("'") if cell.startswith(("'=", "'+", "'-", "'@")) else cell
    return float(cell) if not isinstance(cell, bool) and hasattr(cell, "__float__") else cell


def cells(frame):
    return [[plain(cell) for cell in row] for row in frame.astype(object).itertuples(index=False)]


@pytest.mark.parametrize("name", TABLES)
def test_pandas_and_duckdb_read_one_content_from_csv_and_parquet(exported, name):
    parquet = exported / f"{name}.parquet"
    schema = pyarrow.parquet.read_schema(parquet)
    texts = {field.name: str for field in schema if str(field.type) == "string"}
    by_pandas = pandas.read_parquet(parquet)
    # "NA" is Namibia and no missing cell.
    csv = pandas.read_csv(exported / f"{name}.csv", dtype=texts, keep_default_na=False, na_values=[""])
    assert list(csv.columns) == list(by_pandas.columns) == schema.names
    assert cells(csv) == cells(by_pandas)
    by_duckdb = duckdb.sql(f"from read_parquet('{parquet}')").fetchall()
    assert [[plain(cell) for cell in row] for row in by_duckdb] == cells(by_pandas)
    columns = {field.name: {"string": "varchar", "int64": "bigint", "double": "double", "bool": "boolean"}[str(field.type)] for field in schema}
    from_csv = duckdb.sql(f"from read_csv('{exported / name}.csv', header=true, columns={columns}, quote='\"', escape='\"')").fetchall()
    assert [[plain(cell) for cell in row] for row in from_csv] == cells(by_pandas)
    lines = [json.loads(line) for line in (exported / f"{name}.jsonl").read_text().splitlines()]
    assert [[plain(cell) for cell in line.values()] for line in lines] == cells(by_pandas)


def test_a_table_by_day_is_one_table_to_duckdb_and_pandas(record, command, exported, tmp_path):
    command("export", "--table", "deeds", "--format", "parquet", "--by-day", "--to", tmp_path / "deeds", "--db", record.path)
    whole = pandas.read_parquet(exported / "deeds.parquet")
    parted = pandas.read_parquet(tmp_path / "deeds")
    assert sorted(parted["id"]) == sorted(whole["id"])
    days = f"from read_parquet('{tmp_path / 'deeds'}/*/*.parquet', hive_partitioning=true)"
    assert duckdb.sql(f"select count(*) {days}").fetchall() == [(len(whole),)]
    day = whole["first_day"].dropna().iloc[0]
    found = duckdb.sql(f"select count(*) {days} where cast(day as varchar) = '{day}'").fetchall()[0][0]
    assert found >= (whole["first_day"] == day).sum() > 0


@pytest.mark.parametrize("packing", ["snappy", "zstd", "gzip"])
def test_parquet_of_other_programs_goes_in(packing, tmp_path):
    frame = pandas.DataFrame(
        {"seen": pandas.to_datetime(["1995-11-21"]), "body": ["The talks ended on Monday, Ana Petrova said."], "by": [["Mara Ilic", "Jan Kolar"]]}
    )
    frame.to_parquet(tmp_path / "pandas.parquet")
    path = tmp_path / "news.parquet"
    duckdb.sql(f"copy (from '{tmp_path}/pandas.parquet') to '{path}' (format parquet, compression {packing})")
    read = dateline.read(path, map={"published": "seen"})
    if packing == "gzip":
        assert "is packed with GZIP, which is not read" in read.failed["reason"][0]
    else:
        (report,) = read.reports().to_dicts()
        assert (report["published"], report["byline"]) == ("1995-11-21", "Mara Ilic; Jan Kolar")
        assert read.statements()["speaker"] == ["Ana Petrova"]


def test_deeds_are_on_the_map(record, command, exported, tmp_path):
    out = tmp_path / "deeds.geojson"
    command("export", "--format", "geojson", "--out", out, "--db", record.path)
    map_ = geopandas.read_file(out)
    deeds = pandas.read_parquet(exported / "deeds.parquet").dropna(subset=["lat", "lon"])
    assert map_.crs.to_epsg() == 4326 and sorted(map_["id"]) == sorted(deeds["id"])
    assert set(map_.geometry.geom_type) == {"Point"}
    assert list(map_.geometry.x) == pytest.approx(list(deeds["lon"])) and list(map_.geometry.y) == pytest.approx(list(deeds["lat"]))


def test_who_does_what_to_whom_is_a_graph(record, command, tmp_path):
    out = tmp_path / "who.graphml"
    command("export", "--format", "graphml", "--out", out, "--db", record.path)
    graph = networkx.read_graphml(out)
    assert graph.is_directed() and graph.is_multigraph()
    assert all(data["name"] for _, data in graph.nodes(data=True))
    assert {data["kind"] for *_, data in graph.edges(data=True)} == {"says", "does"}
    assert all(data["weight"] >= 1 for *_, data in graph.edges(data=True))


def test_references_for_reference_managers(record, command, exported, tmp_path):
    reports = pandas.read_parquet(exported / "reports.parquet")
    out = tmp_path / "reports.ris"
    command("export", "--format", "ris", "--out", out, "--db", record.path)
    with out.open() as file:
        references = rispy.load(file)
    assert [one["id"] for one in references] == list(reports["id"])
    items = json.loads(command("export", "--format", "csl", "--db", record.path))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == len(items)
    titled = next(item for item in items if item.get("title"))
    assert any(titled["title"] in entry and titled["container-title"] in entry for entry in printed)


def _offline(url, options):
    """What the contexts say, as far as it matters here; no test goes to the web."""
    vocabulary = {"https://schema.org": "https://schema.org/", "http://www.w3.org/ns/anno.jsonld": "http://www.w3.org/ns/oa#"}
    context = {"@context": {"@vocab": vocabulary[url.rstrip("/")], "id": "@id", "type": "@type"}}
    return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}


def test_linked_data_is_linked(record, command, exported):
    graph = json.loads(command("export", "--format", "jsonld", "--db", record.path))
    nodes = jsonld.expand(graph, {"documentLoader": _offline})
    kinds = {kind for node in nodes for kind in node["@type"]}
    assert {"https://schema.org/NewsArticle", "https://schema.org/Event"} <= kinds
    known = {node["@id"] for node in nodes}
    parts = [part["@id"] for node in nodes for part in node.get("https://schema.org/isPartOf", [])]
    assert parts and set(parts) <= known
    lines = command("export", "--format", "annotations", "--db", record.path).decode().splitlines()
    assert len(lines) == len(pandas.read_parquet(exported / "statements.parquet"))
    (annotation,) = jsonld.expand(json.loads(lines[0]), {"documentLoader": _offline})
    assert annotation["@type"] == ["http://www.w3.org/ns/oa#Annotation"]


def test_stories_in_a_feed_reader(record, command, exported):
    feed = feedparser.parse(command("export", "--format", "atom", "--db", record.path))
    assert not feed.bozo and feed.version == "atom10"
    assert sorted(entry.title for entry in feed.entries) == sorted(
        " ".join(title.split()) for title in pandas.read_parquet(exported / "stories.parquet")["title"]
    )
    assert all(entry.summary for entry in feed.entries)


def test_notes_are_notes(record, command, tmp_path):
    command("export", "--format", "markdown", "--to", tmp_path, "--db", record.path)
    notes = sorted((tmp_path / "stories").glob("*.md"))
    assert len(notes) == len(record.stories())
    for path in notes:
        text = path.read_text()
        head = re.match(r"---\n(.*?)\n---\n\n# (.+)\n", text, re.DOTALL)
        fields = dict(line.split(": ", 1) for line in head[1].splitlines())
        assert json.loads(fields["id"]) and int(fields["reports"]) >= int(fields["voices"]) >= 1
        assert "## Accounts" in text


def test_the_ten_lines_of_the_readme_run(exported, monkeypatch, capsys):
    page = (ROOT / "README.md").read_text()
    section = page.split("### Ten answers in pandas")[1].split("\n### ")[0].split("\n## ")[0]
    (code,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    monkeypatch.chdir(exported)
    # Each line by itself shows something.
    told = []
    scope = {}
    for line in code.splitlines():
        exec(line, scope)
        if line.startswith("print("):
            told.append(capsys.readouterr().out)
    assert len(told) >= 9 and all(text.strip() and not text.startswith("Empty") and "Series([]" not in text for text in told), told
    assert len(pandas.read_csv(exported / "map.csv")) > 0
