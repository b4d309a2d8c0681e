"""Writes the small files of PyTorch that core's tests read, into the folder given: core/src/test/resources/pth.

Beside each FILE.pth, FILE.safetensors has the same tensors by the names that Selfsame gives them, in row-major order.
"""

import argparse
import collections
import os
import pathlib
import sys

import numpy as np
import torch
from safetensors.torch import save_file


class Hostile:
    """Pickled as a call of anything."""

    def __init__(self, callee, *given):
        self.call = (callee, given)

    def __reduce__(self):
        return self.call


def every_type():
    values = torch.tensor([[0, 1, 2], [1, 0, 3]])
    types = ("float32", "float64", "float16", "bfloat16", "int64", "int32", "uint8", "bool")
    return collections.OrderedDict((t, values.to(getattr(torch, t))) for t in types)


def unread_types():
    values = torch.tensor([1, 2])
    types = ("int16", "int8", "uint16", "complex64", "float8_e4m3fn")
    return {"float32": values.float(), **{t: values.to(getattr(torch, t)) for t in types}}


def views():
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    marked = torch.ones(2)
    marked.note = "an attribute"
    return collections.OrderedDict(
        marked=marked,
        base=base,
        transposed=base.t(),
        rows=base[1:3],
        columns=base[:, 1::2],
        cell=base[2, 3],
        repeated=base[0, :3].expand(2, 3),
        empty=torch.zeros(0, 3),
        channels_last=torch.arange(16.0).reshape(1, 4, 2, 2).to(memory_format=torch.channels_last),
        parameter=torch.nn.Parameter(base[:2].clone()),
    )


def nested():
    layer = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2))
    optimizer = torch.optim.AdamW(layer.parameters())
    layer(torch.ones(2, 1, 4, 4)).sum().backward()
    optimizer.step()
    return {
        "epoch": 3,
        "arch": "resnet18",
        "state_dict": layer.state_dict(),
        "optimizer": optimizer.state_dict(),
        "args": argparse.Namespace(lr=0.1, out=pathlib.PurePosixPath("/tmp/a")),
        "best": np.float64(0.5),
        "history": np.zeros(3),
        "shape": torch.Size([1, 2]),
        "device": torch.device("cpu"),
        "dtype": torch.float32,
        "seen": {1, 2},
        "large": 1 << 70,
    }


def flat(value, name=""):
    if isinstance(value, torch.Tensor):
        return {name: value.detach().clone(memory_format=torch.contiguous_format)}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, (list, tuple)) else ()
    found = {}
    for key, inner in items:
        found |= flat(inner, f"{name}.{key}" if name else str(key))
    return found


def hostile():
    yield "system", Hostile(os.system, "touch /tmp/selfsame-was-here")
    yield "eval", {"state_dict": Hostile(eval, "1 + 1")}
    yield "getattr", [Hostile(getattr, Hostile(__import__, "os"), "system")]
    yield "module", torch.nn.Linear(1, 1)
    yield "code", {"weight": torch.ones(1), "more": Hostile(exec, "pass")}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    saved = {"types": every_type(), "views": views(), "nested": nested()}
    for name, content in saved.items():
        save_file(flat(content), folder / f"{name}.safetensors")
        torch.save(content, folder / f"{name}.pth")
        torch.save(content, folder / f"{name}-old.pth", _use_new_zipfile_serialization=False)
    torch.save(saved["nested"], folder / "nested-protocol4.pth", pickle_protocol=4)
    torch.save(saved["nested"], folder / "nested-protocol5.pth", pickle_protocol=5)
    torch.save(unread_types(), folder / "unread-types.pth")
    for name, content in hostile():
        torch.save(content, folder / f"hostile-{name}.pth")
        torch.save(content, folder / f"hostile-{name}-old.pth", _use_new_zipfile_serialization=False)
    torch.jit.script(torch.nn.Linear(1, 1)).save(folder / "torchscript.pt")


if __name__ == "__main__":
    main()
