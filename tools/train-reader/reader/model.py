"""The encoder and what is read off it."""

import json
import struct
import zipfile

import torch
from torch import nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, CUE = 192, 128, 96


def rounded(values):
    """Eight bits a row, as dateline multiplies; the gradient does not see it."""
    step = values.detach().abs().amax(-1, keepdim=True).clamp(min=1e-6) / 127
    return values + ((values / step).round() * step - values).detach()


class Linear(nn.Linear):
    """Multiplies as dateline does, once `is_rounded` is set: weights then learn to bear it."""

    is_rounded = False

    def forward(self, values):
        if not Linear.is_rounded:
            return super().forward(values)
        return F.linear(rounded(values), rounded(self.weight), self.bias)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, INNER)
        self.down = Linear(INNER, WIDTH)
        self.norm_down = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm(x + F.dropout(seen, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm_down(x + F.dropout(inner, self.dropout, self.training))


class Reader(nn.Module):
    def __init__(self, pieces, tags, labels, names=7, roles=7, dropout=0.1):
        super().__init__()
        self.piece = nn.Embedding(pieces, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(4, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        self.tag = Linear(WIDTH, tags)
        # As names are wanted, as GMB has them, as GUM has them.
        self.names = nn.ModuleList(Linear(WIDTH, names) for _ in range(3))
        self.roles = Linear(WIDTH, roles)
        self.project = Linear(WIDTH, 2 * ARC + 2 * LABEL + 2 * CUE)
        self.arc = Linear(ARC, ARC)
        self.arc_prior = Linear(ARC, 1, bias=False)
        self.cue = Linear(CUE, CUE)
        self.root = nn.Parameter(torch.randn(ARC + LABEL + CUE) * 0.1)
        self.label = Linear(2 * LABEL, labels)

    def encoder_parameters(self):
        parts = [self.piece, self.place, self.norm, *self.layers]
        return [parameter for part in parts for parameter in part.parameters()]

    def load_start(self, path):
        """MiniLM's weights out of the package's archive."""
        with zipfile.ZipFile(path) as archive:
            raw = archive.read("model.safetensors")
        size = struct.unpack("<Q", raw[:8])[0]
        table = json.loads(raw[8 : 8 + size])

        def get(name):
            start, end = table[name]["data_offsets"]
            values = torch.frombuffer(bytearray(raw[8 + size + start : 8 + size + end]), dtype=torch.float32)
            return values.view(table[name]["shape"]).clone()

        with torch.no_grad():
            self.piece.weight.copy_(get("embeddings.word_embeddings.weight"))
            self.place.weight.copy_(get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0])
            for mine, theirs in [(self.norm, "embeddings.LayerNorm")]:
                mine.weight.copy_(get(theirs + ".weight"))
                mine.bias.copy_(get(theirs + ".bias"))
            for at, layer in enumerate(self.layers):
                prefix = f"encoder.layer.{at}."
                for part in ("weight", "bias"):
                    attention = [get(f"{prefix}attention.self.{name}.{part}") for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(attention))
                    for mine, theirs in [
                        (layer.out, "attention.output.dense"),
                        (layer.norm, "attention.output.LayerNorm"),
                        (layer.up, "intermediate.dense"),
                        (layer.down, "output.dense"),
                        (layer.norm_down, "output.LayerNorm"),
                    ]:
                        getattr(mine, part).copy_(get(f"{prefix}{theirs}.{part}"))

    def encode(self, batch):
        """Vectors of words: of each its first piece."""
        pieces = batch["pieces"]
        x = self.piece(pieces) + self.place.weight[: pieces.shape[1]] + self.case(batch["case"])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = batch["is_piece"][:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        first = batch["first"]
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH))

    def forward(self, batch):
        x = self.encode(batch)
        if self.training:
            x = F.dropout(x, 0.2)
        found = {"x": x, "tag": self.tag(x), "roles": self.roles(x), "names": [head(x) for head in self.names]}
        sizes = [ARC, ARC, LABEL, LABEL, CUE, CUE]
        projected = F.leaky_relu(self.project(x), 0.1)
        if self.training:
            projected = F.dropout(projected, 0.2)
        arc_dep, arc_head, label_dep, label_head, cue_dep, cue_head = projected.split(sizes, dim=-1)
        root_arc, root_label, root_cue = self.root.split([ARC, LABEL, CUE])

        def with_root(root, values):
            return torch.cat([root.to(values.dtype).expand(values.shape[0], 1, -1), values], dim=1)

        heads = with_root(root_arc, arc_head)
        scores = self.arc(arc_dep) @ heads.transpose(1, 2) / ARC**0.5 + self.arc_prior(heads).transpose(1, 2)
        found["arcs"] = scores.float().masked_fill(~batch["may_head"], -1e4)
        cue_heads = with_root(root_cue, cue_head)
        cues = self.cue(cue_dep) @ cue_heads.transpose(1, 2) / CUE**0.5
        found["cues"] = cues.float().masked_fill(~batch["may_cue"][:, None, :], -1e4)
        found["label_dep"], found["label_head"] = label_dep, with_root(root_label, label_head)
        return found

    def labels_at(self, found, heads):
        """Scores of relations to the given heads (0 the root)."""
        head = torch.gather(found["label_head"], 1, heads[:, :, None].expand(-1, -1, LABEL))
        dep = found["label_dep"]
        return self.label(torch.cat([dep * head, F.relu(dep + head)], dim=-1))
