"""Exported encoders in Python: PyTorch, torchvision and ONNX Runtime give the embeddings that `selfsame embed` writes.

Takes a run and a folder of images that have the encoder's size already (such as CIFAR's), lets Selfsame export the
encoder and embed the images, and compares.
"""

import argparse
import json
import os
import subprocess
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from common import MEAN, STD, network
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file

BOUND = 1e-4  # of the largest value
BATCHES = (1, 7)


def selfsame(program, *words):
    done = subprocess.run([program, *words, "--json"], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def compare(name, expected, got):
    largest = np.abs(expected).max()
    difference = np.abs(expected - got).max()
    same = bool(difference <= BOUND * largest)
    print(json.dumps({"engine": name, "largest_difference": float(difference), "largest_value": float(largest), "same": same}))
    return same


def in_batches(run, images):
    rows, at = [], 0
    while at < len(images):
        size = BATCHES[at % len(BATCHES)]
        rows.append(np.asarray(run(images[at : at + size])))
        at += size
    return np.concatenate(rows)


def onnx_session(file):
    onnx.checker.check_model(file, full_check=True)
    return onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("images")
    parser.add_argument("--selfsame", default=os.path.join(os.path.dirname(__file__), "..", "..", "selfsame"))
    a = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        place = lambda name: os.path.join(folder, name)
        selfsame(a.selfsame, "embed", "--run", a.run, "--data", a.images, "--out", place("e.npy"))
        expected = np.load(place("e.npy"))
        unit = expected / np.linalg.norm(expected, axis=1, keepdims=True)
        with open(place("e.paths.txt")) as names:
            pixels = np.stack([np.asarray(Image.open(os.path.join(a.images, n.rstrip("\n"))).convert("RGB")) for n in names])
        pixels = np.ascontiguousarray(pixels.transpose(0, 3, 1, 2))  # [N, C, H, W]
        scaled = pixels.astype(np.float32) / 255
        normal = (scaled - np.float32(MEAN).reshape(1, 3, 1, 1)) / np.float32(STD).reshape(1, 3, 1, 1)

        weights = place("e.safetensors")
        selfsame(a.selfsame, "export", "--run", a.run, "--out", weights)
        with safe_open(weights, "pt") as file:
            architecture = json.loads(file.metadata()["architecture"])
        net, _ = network(architecture["name"], architecture["base-width"], architecture["cifar-stem"])
        net.load_state_dict(load_file(weights))
        net.eval()
        good &= compare("torchvision", expected, in_batches(lambda x: net(torch.from_numpy(x)), normal))

        for options, images, wanted in (
            ([], normal, expected),
            (["--preprocess", "float"], scaled, expected),
            (["--preprocess", "uint8", "--normalize"], pixels, unit),
        ):
            name = " ".join(options)
            script = place("e.pt")
            selfsame(a.selfsame, "export", "--run", a.run, "--format", "torchscript", "--out", script, *options)
            loaded = torch.jit.load(script).eval()
            good &= compare(f"torch.jit {name}", wanted, in_batches(lambda x: loaded(torch.from_numpy(x)), images))
            if not options:
                names = set(loaded.state_dict()) == set(net.state_dict())
                print(json.dumps({"engine": "torch.jit", "names_of_torchvision": names}))
                good &= names
            graph = place("e.onnx")
            selfsame(a.selfsame, "export", "--run", a.run, "--format", "onnx", "--out", graph, *options)
            session = onnx_session(graph)
            good &= compare(f"onnxruntime {name}", wanted, in_batches(lambda x: session.run(None, {"images": x})[0], images))
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
