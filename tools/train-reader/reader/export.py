"""A checkpoint as the model file that dateline reads (crates/language/src/deep, src/model.rs)."""

import argparse
import pickle
import struct
from pathlib import Path

import torch

from .model import ARC, CUE, Reader
from .pieces import Vocabulary


class Section:
    def __init__(self):
        self.bytes = bytearray()

    def number(self, value):
        self.bytes += struct.pack("<I", value)

    def text(self, value):
        value = value.encode()
        self.number(len(value))
        self.bytes += value

    def floats(self, values):
        values = values.detach().float().flatten()
        self.number(values.numel())
        self.bytes += values.numpy().astype("<f4").tobytes()

    def rows(self, weight):
        """Eight bits a weight, a step for each row."""
        steps = weight.abs().amax(dim=1).clamp(min=1e-9) / 127
        self.floats(steps)
        self.bytes += (weight / steps[:, None]).round().clamp(-127, 127).to(torch.int8).numpy().tobytes()

    def table(self, weight):
        self.number(weight.shape[0])
        self.rows(weight)

    def matrix(self, weight, bias):
        self.number(weight.shape[0])
        self.number(weight.shape[1])
        self.rows(weight)
        self.floats(bias)

    def norm(self, norm):
        self.floats(norm.weight)
        self.floats(norm.bias)


def block(data):
    """LZ4's block format, literals only: whole numbers of eight bits do not get smaller."""
    length = len(data)
    head = bytearray([min(length, 15) << 4])
    if length >= 15:
        rest = length - 15
        while rest >= 255:
            head.append(255)
            rest -= 255
        head.append(rest)
    return bytes(head) + bytes(data)


def container(sections):
    out = bytearray(b"DATELINE") + struct.pack("<II", 1, len(sections))
    packed = {name: block(data) for name, data in sorted(sections.items())}
    for name, data in packed.items():
        encoded = name.encode()
        out += struct.pack("<I", len(encoded)) + encoded + struct.pack("<II", len(sections[name]), len(data))
    for data in packed.values():
        out += data
    return bytes(out)


def is_kept(name):
    """Pieces of other scripts and free places are left out: they are read as unknown."""
    if name in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"):
        return True
    if name.startswith("[unused"):
        return False
    return all(c < "\u0250" or not c.isalpha() for c in name)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="where training kept its corpora")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="1")
    args = parser.parse_args()
    corpora = pickle.loads((args.work / "corpora.pickle").read_bytes())
    vocabulary = Vocabulary.of_package(args.start)
    model = Reader(len(vocabulary.names), len(corpora["tags"]), len(corpora["labels"]))
    model.load_state_dict(torch.load(args.checkpoint, map_location="cpu")["model"])
    model.eval()
    with torch.no_grad():
        kept = [at for at, name in enumerate(vocabulary.names) if is_kept(name)]
        pieces = Section()
        pieces.text("\n".join(vocabulary.names[at] for at in kept))
        encoder = Section()
        encoder.number(model.piece.weight.shape[1])
        encoder.number(len(model.layers))
        encoder.table(model.piece.weight[kept])
        encoder.table(model.place.weight[:192])
        encoder.table(model.case.weight)
        encoder.norm(model.norm)
        for layer in model.layers:
            encoder.matrix(layer.qkv.weight, layer.qkv.bias)
            encoder.matrix(layer.out.weight, layer.out.bias)
            encoder.norm(layer.norm)
            encoder.matrix(layer.up.weight, layer.up.bias)
            encoder.matrix(layer.down.weight, layer.down.bias)
            encoder.norm(layer.norm_down)
        heads = Section()
        for names in (corpora["tags"], corpora["labels"]):
            heads.number(len(names))
            for name in names:
                heads.text(name)
        for linear in (model.tag, model.names[0], model.roles, model.project):
            heads.matrix(linear.weight, linear.bias)
        heads.matrix(model.arc.weight / ARC**0.5, model.arc.bias / ARC**0.5 + model.arc_prior.weight[0])
        heads.matrix(model.cue.weight / CUE**0.5, model.cue.bias / CUE**0.5)
        heads.matrix(model.label.weight, model.label.bias)
        heads.floats(model.root)
    sections = {"pieces": pieces.bytes, "encoder": encoder.bytes, "heads": heads.bytes, "version": args.version.encode()}
    args.out.write_bytes(container(sections))
    print(len(kept), "pieces,", args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
