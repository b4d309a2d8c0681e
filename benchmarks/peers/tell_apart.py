"""Trains a small network to tell views of Selfsame from views of Lightly: where it can't, they are drawn alike.

usage: python tell_apart.py CIFAR_TRAIN FILE.bf16

FILE.bf16 holds at least three epochs that dev.selfsame.benchmarks.WriteBatches wrote. Two epochs of each are learned from,
the third of each is told apart: view 0 alone, view 1 alone, both together. 0.5 is chance.
"""

import argparse

import torch
from barlow_twins import batches, views
from lightly.data import LightlyDataset
from torch import nn


def epochs_of_lightly(folder):
    loader = torch.utils.data.DataLoader(
        LightlyDataset(folder, transform=views()), batch_size=128, shuffle=True, drop_last=True)
    return [collect(loader) for _ in range(3)]


def collect(steps):
    """[images, 6, 32, 32], in bfloat16 to save memory."""
    return torch.cat([torch.cat([x0, x1], 1).bfloat16() for (x0, x1), _, _ in steps])


def network(channels):
    layers = []
    for width, stride in ((32, 1), (64, 2), (64, 2)):
        layers += [nn.Conv2d(channels, width, 3, stride, 1), nn.BatchNorm2d(width), nn.ReLU()]
        channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1))


def tell(name, ours, theirs, channels):
    x = torch.cat([*ours[:2], *theirs[:2]])[:, channels]
    y = torch.cat([torch.zeros(sum(map(len, ours[:2]))), torch.ones(sum(map(len, theirs[:2])))])
    asked = torch.cat([ours[2], theirs[2]])[:, channels]
    truth = torch.cat([torch.zeros(len(ours[2])), torch.ones(len(theirs[2]))])
    net = network(x.shape[1])
    optimizer = torch.optim.Adam(net.parameters(), 2e-3)
    for epoch in range(3):
        for chosen in torch.randperm(len(x)).split(256):
            loss = nn.functional.binary_cross_entropy_with_logits(net(x[chosen].float())[:, 0], y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        net.eval()
        with torch.no_grad():
            told = torch.cat([net(part.float())[:, 0] for part in asked.split(500)])
        net.train()
        right = ((told > 0) == (truth > 0)).float().mean().item()
        print(f"{name}, epoch {epoch}: {right:.4f} right, standard error {0.5 / len(truth) ** 0.5:.4f}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train")
    parser.add_argument("batches")
    a = parser.parse_args()
    torch.manual_seed(1)
    ours = [collect(batches(a.batches, epoch)) for epoch in range(3)]
    theirs = epochs_of_lightly(a.train)
    tell("view 0", ours, theirs, slice(0, 3))
    tell("view 1", ours, theirs, slice(3, 6))
    tell("both", ours, theirs, slice(0, 6))


if __name__ == "__main__":
    main()
