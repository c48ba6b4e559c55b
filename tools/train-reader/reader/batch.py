"""Windows as tensors."""

import torch

from .data import NAMES, ROLES
from .pieces import CLS, PAD, SEP, case

NONE = -100


def louder(words, how):
    """A window read again in capitals, or as a headline."""
    if how == "capitals":
        return [word.upper() for word in words]
    if how == "headline":
        return [word[:1].upper() + word[1:] for word in words]
    return words


def tensors(windows, vocabulary, tags, labels, how=None):
    rows = []
    for at, window in enumerate(windows):
        row = {"pieces": [vocabulary.number[CLS]], "case": [0], "first": [], "sentence": [], "tag": [], "head": [], "label": [],
               "name": [], "habit": [], "role": [], "cue": []}
        words_before = {}
        for number, sentence in enumerate(window):
            base = len(row["first"])
            words = sentence["words"]
            if "offset" in sentence:
                words_before.update({sentence["offset"] + n: base + n for n in range(len(words))})
            for word, shown in zip(words, louder(words, how[at] if how else None)):
                row["first"].append(len(row["pieces"]))
                numbers = vocabulary.pieces(word)
                row["pieces"] += numbers
                row["case"] += [case(shown)] * len(numbers)
            row["sentence"] += [number] * len(words)
            row["pieces"].append(vocabulary.number[SEP])
            row["case"].append(0)
            none = [NONE] * len(words)
            row["tag"] += [tags.get(tag, NONE) for tag in sentence["tags"]] if "tags" in sentence else none
            row["head"] += [head + base if head else 0 for head in sentence["heads"]] if "heads" in sentence else none
            row["label"] += [labels.get(label, NONE) for label in sentence["labels"]] if "labels" in sentence else none
            row["name"] += [NAMES.index(name) for name in sentence["names"]] if "names" in sentence else none
            row["habit"] += [sentence.get("habit", 0)] * len(words)
            row["role"] += [ROLES.index(role) for role in sentence["roles"]] if "roles" in sentence else none
            row["cue"] += sentence["cues"] if "cues" in sentence else none
        row["cue"] = [
            NONE if role in (NONE, 0, 1, 2) else words_before.get(cue, -1) + 1 for cue, role in zip(row["cue"], row["role"])
        ]
        rows.append(row)
    length = max(len(row["pieces"]) for row in rows)
    count = max(len(row["first"]) for row in rows)
    batch = {
        "pieces": pad(rows, "pieces", length, vocabulary.number[PAD]),
        "case": pad(rows, "case", length, 0),
        "first": pad(rows, "first", count, 0),
        "sentence": pad(rows, "sentence", count, -1),
    }
    for name in ("tag", "head", "label", "name", "role", "cue"):
        batch[name] = pad(rows, name, count, NONE)
    batch["habit"] = pad(rows, "habit", count, 0)
    batch["is_piece"] = torch.tensor([[at < len(row["pieces"]) for at in range(length)] for row in rows])
    is_word = batch["sentence"] >= 0
    same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
    own = ~torch.eye(count, dtype=torch.bool)[None]
    ones = torch.ones(len(rows), count, 1, dtype=torch.bool)
    batch["may_head"] = torch.cat([ones, same & own & is_word[:, None, :]], dim=2)
    batch["may_cue"] = torch.cat([ones[:, :1, 0], is_word], dim=1)
    batch["is_word"] = is_word
    return batch


def pad(rows, name, length, filler):
    return torch.tensor([row[name] + [filler] * (length - len(row[name])) for row in rows])
