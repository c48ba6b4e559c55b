"""What is learned from: sentences with whatever layers their corpus has.

A sentence is a dict: `words`, and of the layers `tags` (pairs of universal and Penn tag),
`heads` (0 the root), `labels`, `names` (BIO of PER ORG LOC) with `habit` (0 as wanted,
1 GMB, 2 GUM), `roles` (BIO of CUE SOURCE CONTENT) and `cues` (for a word of a source or
content the place of its cue's first word in the document, -1 none).
"""

import json
import random
import re
import subprocess

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
ROLES = ["O", "B-CUE", "I-CUE", "B-SOURCE", "I-SOURCE", "B-CONTENT", "I-CONTENT"]


def conllu(path):
    """(document, comments, rows) of every sentence; rows of whole words only."""
    document, comments, rows = "", [], []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.split("=", 1)[-1].strip()
            if line.startswith("#"):
                comments.append(line)
            elif line:
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif rows:
                yield document, comments, rows
                comments, rows = [], []


def treebank(path):
    """Documents of a treebank; conversations are left out for their licence."""
    documents = {}
    for document, _, rows in conllu(path):
        if document.startswith("GUM_conversation"):
            continue
        sentence = {
            "words": [row[1] for row in rows],
            "tags": [f"{row[3]} {row[4]}" for row in rows],
            "heads": [int(row[6]) for row in rows],
            "labels": [row[7] for row in rows],
        }
        if document.startswith("GUM_"):
            sentence["names"], sentence["habit"] = gum_names(rows), 2
        documents.setdefault(document, []).append(sentence)
    return list(documents.values())


def gum_names(rows):
    """The runs of proper nouns around the heads of mentions."""
    kinds = {"person": "PER", "organization": "ORG", "place": "LOC"}
    mentions, open_ = [], []
    for at, row in enumerate(rows):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opening, body, closing in re.findall(r"(\()?([^()]+)(\))?", entity.group(1) if entity else ""):
            parts = body.split("-")
            if opening:
                open_.append((parts[0], at, kinds.get(parts[1] if len(parts) > 1 else "")))
            if closing:
                place = next((n for n in reversed(range(len(open_))) if open_[n][0] == parts[0]), None)
                if place is not None:
                    _, start, kind = open_.pop(place)
                    if kind:
                        mentions.append((start, at + 1, kind))
    proper = [row[3] == "PROPN" for row in rows]
    head = [int(row[6]) - 1 for row in rows]
    names = ["O"] * len(rows)
    for start, end, kind in sorted(mentions, key=lambda m: (m[0] - m[1], m[0])):
        top = next((at for at in range(start, end) if not start <= head[at] < end), None)
        if top is None:
            continue
        if not proper[top]:
            flat = [at for at in range(top + 1, end) if proper[at] and head[at] == top and rows[at][7].startswith("flat")]
            if not flat:
                continue
            top = flat[0]
        elif kind == "PER" and rows[top][4] == "NNPS":
            continue
        first, last = top, top + 1
        while first > start and proper[first - 1]:
            first -= 1
        while last < end and (proper[last] or (last + 1 < end and rows[last][1] in ("of", "the", "-", "and", "for") and proper[last + 1])):
            last += 1
        if all(name == "O" for name in names[first:last]):
            names[first:last] = ["B-" + kind] + ["I-" + kind] * (last - first - 1)
    return names


def columns(path, habit=0):
    """One word a line with its tag, an empty line after a sentence."""
    sentences, words, names = [], [], []
    with open(path, encoding="utf-8") as file:
        for line in list(file) + ["\n"]:
            word, _, name = line.rstrip("\n").partition("\t")
            if word:
                words.append(word)
                names.append(name if name in NAMES else "O")
            elif words:
                for at, name in enumerate(names):
                    before = names[at - 1] if at else "O"
                    if name[0] == "I" and before[1:] != name[1:]:
                        names[at] = "B" + name[1:]
                sentences.append({"words": words, "names": names, "habit": habit})
                words, names = [], []
    return sentences


TITLES = set(
    """mr mrs ms dr president prime minister vice secretary general of state foreign defense defence interior
    finance king queen prince sheikh chancellor premier senator representative governor mayor ambassador envoy
    leader chief chairman spokesman spokeswoman commander colonel captain lieutenant major sergeant judge
    justice professor pope archbishop bishop cardinal sir lady lord deputy director former the opposition
    attorney special u.n. u.s. us un""".split()
)


def without_titles(sentences):
    """GMB counts titles to people's names; they are taken off."""
    for sentence in sentences:
        words, names = sentence["words"], sentence["names"]
        for at, word in enumerate(words):
            if names[at] == "B-PER" and word.lower().rstrip(".") in TITLES:
                names[at] = "O"
                if at + 1 < len(words) and names[at + 1] == "I-PER":
                    names[at + 1] = "B-PER"
    return sentences


def quotes(path, program):
    """Reports with their attributions; words and sentences as `program annotate` cuts them."""
    reports = [json.loads(line) for line in open(path, encoding="utf-8")]
    fed = "".join(json.dumps({"id": str(n), "text": report["text"], "published": report["published"]}) + "\n" for n, report in enumerate(reports))
    out = subprocess.run([program, "annotate"], input=fed, capture_output=True, text=True, check=True).stdout
    documents = {}
    document, rows = None, []
    for line in out.splitlines() + [""]:
        if line.startswith("# newdoc id = "):
            document = int(line.split(" = ", 1)[1])
        elif line and not line.startswith("#"):
            row = line.split("\t")
            span = re.search(r"start=(\d+)\|end=(\d+)", row[9])
            if "-" in row[0]:
                glued, last = (int(span[1]), int(span[2])), int(row[0].split("-")[1])
            else:
                if not span:
                    span = (0, *glued)
                rows.append((row[1], int(span[1]), int(span[2])))
        elif rows:
            documents.setdefault(document, []).append(rows)
            rows = []
    found = []
    for number, sentences in sorted(documents.items()):
        words = [word for sentence in sentences for word in sentence]
        roles, cues = ["O"] * len(words), [-1] * len(words)
        for attribution in reports[number]["attributions"]:
            places = {}
            for role in ("cue", "source", "content"):
                for start, end in attribution[role]:
                    inside = [at for at, (_, s, e) in enumerate(words) if s < end and e > start]
                    for at in inside:
                        roles[at] = ("B-" if at == inside[0] else "I-") + role.upper()
                    places.setdefault(role, []).extend(inside)
            first = min(places.get("cue") or [-1])
            for at in places.get("source", []) + places.get("content", []):
                cues[at] = first
        at = 0
        report = []
        for sentence in sentences:
            stop = at + len(sentence)
            report.append({"words": [word for word, _, _ in sentence], "roles": roles[at:stop], "cues": cues[at:stop], "offset": at})
            at = stop
        found.append(report)
    return found


def in_documents(sentences, size=12):
    """Sentences in a row, where the corpus does not mark its documents."""
    return [sentences[at : at + size] for at in range(0, len(sentences), size)]


def join_uner(documents, path):
    """Names of UNER onto the trees of EWT, sentence by sentence."""
    by_words = {}
    for sentence in columns(path):
        by_words.setdefault(" ".join(sentence["words"]), sentence["names"])
    for document in documents:
        for sentence in document:
            names = by_words.get(" ".join(sentence["words"]))
            if names:
                sentence["names"], sentence["habit"] = names, 0


def windows(documents, vocabulary, most, chance, singles=0.2):
    """Cuts documents into stretches of whole sentences of at most `most` pieces."""
    found = []
    for document in documents:
        window, size, target = [], 1, 0
        for sentence in document:
            length = sum(len(vocabulary.pieces(word)) for word in sentence["words"]) + 1
            if length + 1 > most + 60:
                continue
            if window and size + length > target:
                found.append(window)
                window, size = [], 1
            if not window:
                drawn = chance.random()
                target = 1 if drawn < singles else most // 2 if drawn < 2 * singles else most
            window.append(sentence)
            size += length
        if window:
            found.append(window)
    return found


def epoch(corpora, vocabulary, most, seed, number):
    """All windows of one pass, shuffled, in batches of like length."""
    chance = random.Random(seed * 1000 + number)
    found = windows(corpora["trees"], vocabulary, most, chance)
    found += windows(corpora["names"], vocabulary, most, chance, 0.4)
    news = corpora["gmb"]
    share = len(news) // corpora["parts"]
    found += windows(news[number % corpora["parts"] * share :][:share], vocabulary, most, chance)
    reports = corpora["quotes"]
    share = -(-len(reports) // corpora["parts"])
    found += windows(reports[number % corpora["parts"] * share :][:share], vocabulary, most, chance, 0.05)
    chance.shuffle(found)
    return found
