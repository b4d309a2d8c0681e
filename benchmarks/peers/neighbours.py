"""Lightly's knn_predict: the peers' side of dev.selfsame.benchmarks.ours.KnnSpeed.

Queries come in batches of 256, as from the DataLoader of Lightly's examples.
"""

import argparse
import time

import numpy as np
import torch
from common import tell
from lightly.utils.benchmarking import knn_predict

CLASSES = 10


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bank")
    parser.add_argument("queries")
    parser.add_argument("dimensions", type=int)
    parser.add_argument("seconds", type=float)
    a = parser.parse_args()
    bank = torch.from_numpy(np.fromfile(a.bank, np.float32)).reshape(-1, a.dimensions)
    queries = torch.from_numpy(np.fromfile(a.queries, np.float32)).reshape(-1, a.dimensions)
    labels = torch.arange(len(bank)) % CLASSES
    truth = torch.arange(len(queries)) % CLASSES

    @torch.no_grad()
    def once():
        known = torch.nn.functional.normalize(bank, dim=1).t().contiguous()
        predicted = []
        for part in queries.split(256):
            asked = torch.nn.functional.normalize(part, dim=1)
            predicted.append(knn_predict(asked, known, labels, CLASSES, knn_k=200, knn_t=0.1)[:, 0])
        return (torch.cat(predicted) == truth).float().mean().item()

    top1 = once()
    since = time.perf_counter()
    classified = 0
    while True:
        top1 = once()
        classified += len(queries)
        passed = time.perf_counter() - since
        if passed >= a.seconds:
            break
    tell(classified, passed, bank=len(bank), queries=len(queries), top1=top1)


if __name__ == "__main__":
    main()
