"""Decoding and drawing views by a DataLoader: the peers' side of dev.selfsame.benchmarks.ours.ViewSpeed."""

import argparse
import time

import torch
from common import VARIANTS, repeated, tell, training_images


def statistics(views):
    """Mean and standard deviation of each image, [views * channels, images] each."""
    means = torch.cat([v.double().mean((2, 3)).T for v in views])
    deviations = torch.cat([v.double().std((2, 3), correction=0).T for v in views])
    return means, deviations


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("images")
    parser.add_argument("method", choices=("byol", "simclr"))
    parser.add_argument("size", type=int)
    parser.add_argument("batch", type=int)
    parser.add_argument("--variant", choices=VARIANTS, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--checked", type=int, required=True)
    parser.add_argument("--warm-up", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    a = parser.parse_args()
    images = repeated(training_images(a.variant, a.images, a.method, a.size), 10_000_000)
    # Drawn with replacement: to shuffle so many would take a while and say nothing.
    sampler = torch.utils.data.RandomSampler(images, replacement=True, num_samples=len(images))
    loader = torch.utils.data.DataLoader(
        images, batch_size=a.batch, sampler=sampler, drop_last=True, num_workers=a.workers)
    batches = iter(loader)
    means, deviations = [], []
    while sum(m.shape[1] for m in means) < a.checked:
        mean, deviation = statistics(next(batches)[0])
        means.append(mean)
        deviations.append(deviation)
    means, deviations = torch.cat(means, 1), torch.cat(deviations, 1)

    def take(seconds):
        next(batches)
        since = time.perf_counter()
        taken = 0
        while True:
            taken += len(next(batches)[0][0])
            passed = time.perf_counter() - since
            if passed >= seconds:
                return taken, passed

    take(a.warm_up)
    taken, passed = take(a.seconds)
    shape = list(next(batches)[0][0].shape[1:])
    rows = torch.stack(
        [means.mean(1), means.std(1, correction=0), deviations.mean(1), deviations.std(1, correction=0)], 1)
    tell(taken, passed, workers=a.workers, batch=a.batch, shape=shape, checked=means.shape[1],
         statistics=rows.tolist())


if __name__ == "__main__":
    main()
