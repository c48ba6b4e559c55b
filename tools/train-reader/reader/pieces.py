"""Words as BERT's pieces, and the four kinds of case that an uncased vocabulary loses."""

import json
import unicodedata
import zipfile

LONGEST = 8  # pieces kept of one word; a longer one is a link or a number
CLS, SEP, UNK, PAD = "[CLS]", "[SEP]", "[UNK]", "[PAD]"


def plain(word):
    """In small letters, without accents."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def case(word):
    """0 small, 1 capitalised, 2 capitals, 3 mixed or with digits."""
    if any(c.isdigit() for c in word):
        return 3
    letters = [c for c in word if c.isalpha()]
    if not any(c.isupper() for c in letters):
        return 0
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return 1
    return 2 if all(c.isupper() for c in letters) else 3


class Vocabulary:
    """Pieces by number; continuing ones begin with ##."""

    def __init__(self, names):
        self.names = names
        self.number = {name: at for at, name in enumerate(names)}
        self.known = {}

    @staticmethod
    def of_package(path):
        """The vocabulary in the archive of start weights."""
        with zipfile.ZipFile(path) as archive:
            vocabulary = json.loads(archive.read("tokenizer.json"))["model"]["vocab"]
        return Vocabulary(sorted(vocabulary, key=vocabulary.get))

    def pieces(self, word):
        """The numbers of a word's pieces: the longest that fit, from the left."""
        if word not in self.known:
            self.known[word] = self.split(plain(word))[:LONGEST]
        return self.known[word]

    def split(self, word):
        if not word or len(word) > 100:
            return [self.number[UNK]]
        # Marks stand alone in the vocabulary: "u.s." is "u", ".", "s", ".".
        found = []
        start = 0
        while start < len(word):
            stop = start + 1
            if word[start].isalnum():
                while stop < len(word) and word[stop].isalnum():
                    stop += 1
            found += self.run(word[start:stop])
            start = stop
        return found

    def run(self, run):
        found = []
        start = 0
        while start < len(run):
            stop = len(run)
            while stop > start:
                name = ("##" if start else "") + run[start:stop]
                if name in self.number:
                    break
                stop -= 1
            if stop == start:
                return [self.number[UNK]]
            found.append(self.number[name])
            start = stop
        return found
