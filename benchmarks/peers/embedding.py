"""Embedding a folder of images with weights that Selfsame wrote: the peers' side of `selfsame embed`.

Writes the rows in the order of the files' names to OUT.npy and their names to OUT.txt.
"""

import argparse
import os
import time

import numpy as np
import torch
from common import MEAN, STD, VARIANTS, TensorImages, channels_last, network, tell
from lightly.data import LightlyDataset
from safetensors.torch import load_file
from torchvision import transforms
from torchvision.transforms import v2


def plain_view(size):
    """What an encoder of Selfsame sees: the whole up to 64 pixels, else the middle of what was brought to 256/224."""
    short = size if size <= 64 else round(size * 256 / 224)
    return transforms.Compose([
        transforms.Resize(short),
        transforms.CenterCrop(size),
        transforms.ToTensor(),
        transforms.Normalize(MEAN, STD),
    ])


def tensor_view(size):
    short = size if size <= 64 else round(size * 256 / 224)
    return v2.Compose([
        v2.Resize(short, antialias=True),
        v2.CenterCrop(size),
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(MEAN, STD),
    ])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("images")
    parser.add_argument("weights")
    parser.add_argument("out")
    parser.add_argument("--network", choices=("resnet18", "resnet50"), required=True)
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--variant", choices=VARIANTS, required=True)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--workers", type=int, required=True)
    a = parser.parse_args()
    since = time.perf_counter()
    layout = torch.channels_last if channels_last(a.variant) else torch.contiguous_format
    net, _ = network(a.network, a.width, a.size <= 64)
    net.load_state_dict(load_file(a.weights))
    net.to(memory_format=layout).eval()
    if a.variant == "v2":
        images = TensorImages(a.images, tensor_view(a.size))
    else:
        images = LightlyDataset(a.images, transform=plain_view(a.size))
    loader = torch.utils.data.DataLoader(images, batch_size=a.batch, num_workers=a.workers)
    rows, names = [], []
    with torch.no_grad():
        for x, _, files in loader:
            rows.append(net(x.to(memory_format=layout)))
            names.extend(files)
    rows = torch.cat(rows).numpy()
    names = [os.path.relpath(os.path.join(a.images, name), a.images) for name in names]
    order = np.argsort(np.array([name.encode() for name in names]))
    np.save(a.out, rows[order])
    with open(a.out + ".paths.txt", "w") as file:
        file.writelines(names[i] + "\n" for i in order)
    tell(len(names), time.perf_counter() - since, workers=a.workers, dimensions=rows.shape[1])


if __name__ == "__main__":
    main()
