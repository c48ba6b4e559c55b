#!/usr/bin/env python3
"""Writes N reports as JSON Lines, made from the samples: other days, names, places and numbers each time,
so that they fall into many stories with a few reports each.

    benches/generate.py 100000 > many.jsonl
"""
import datetime, json, pathlib, random, re, sys

COUNT = int(sys.argv[1])
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 1
random.seed(SEED)
SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "samples"
reports = [json.loads(line) for path in sorted(SAMPLES.glob("*.jsonl")) for line in path.open(encoding="utf-8")]

SYLLABLES = "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve vi vo".split()
PLACES = "Sarajevo Mostar Tuzla Zagreb Belgrade Split Vienna Geneva Paris London Brussels Ankara Cairo Nairobi Lagos Lima Quito Manila Jakarta Seoul Tokyo Delhi Kabul Baghdad Tehran Tbilisi Kyiv Minsk Riga Oslo".split()
NAMES = sorted({name for report in reports for name in re.findall(r"(?<=[a-zé] )[A-Z][a-zćčšžđ]{3,}(?= [A-Z][a-zćčšžđ]{3,})", report["text"])})

# Nouns and adjectives of the samples, exchanged for one another in each happening; verbs that report stay.
KEPT = set("about after again agreed against announced accused asked because before between called could declined demanded denied during first from have held into meeting minister ministers officials other over people peace president promised refused rejected reporters said secretary signed since soldiers spokesman staff state statement talks their there these they third three told troops under united urged warned week were when where which while will with without would years killed wounded injuring killing thanked praised threatened".split())
WORDS = sorted({w for report in reports for w in re.findall(r"\b[a-zé]{4,}\b", report["text"])} - KEPT)

def word(): return "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()

groups = [[report for report in reports if report["title"] == title] for title in sorted({r["title"] for r in reports})]
number = 0
while number < COUNT:
    # One happening: the same new names, places, day and numbers in a few reports of it.
    names = {name: word() for name in NAMES}
    places = {place: random.choice(PLACES) for place in ("Sarajevo", "Geneva", "Paris", "London", "Zagreb")}
    day = datetime.date(1995, 1, 1) + datetime.timedelta(random.randint(0, 10000))
    exchanged = dict(zip(WORDS, random.sample(WORDS, len(WORDS))))
    filler = " ".join(word().lower() for _ in range(25))
    base = random.choice(reports)
    for _ in range(min(random.choice([1, 1, 2, 3, 5, 9]), COUNT - number)):
        text = base["text"]
        for old, new in {**names, **places}.items(): text = text.replace(old, new)
        text = re.sub(r"\b[a-zé]{4,}\b", lambda m: exchanged.get(m[0], m[0]), text)
        text = re.sub(r"\b(33|37|35|90|80)\b", lambda m: str(int(m[0]) + random.randint(0, 3)), text)
        title = base["title"]
        for old, new in {**names, **places}.items(): title = title.replace(old, new)
        print(json.dumps({"id": f"generated-{SEED}-{number}", "published": str(day), "source": f"Paper {random.randint(1, 60)}", "title": f"{title} {word()}",
                          "text": f"{text}\n\n{filler}."}, ensure_ascii=False))
        number += 1
