"""Lightly's methods on the work of `selfsame train --recipe cifar10 --base-width 16 --batch-size 128 --epochs 12 --seed 1
--precision bf16`, and kNN of each as `selfsame evaluate knn` takes it. Prints a line of JSON a method.

usage: python methods.py CIFAR_TRAIN CIFAR_TEST [METHOD...] [--epochs 12] [--max-steps N] [--settings]
    [--batch 128] [--width 16] [--seed 1] [--threads 1] [--workers 1] [--precision bf16] [--fp32-loss]

--fp32-loss computes the loss outside autocast, as Selfsame does. --settings prints what each is trained with and ends.
--max-steps ends early, by the schedule of all epochs.
"""

import argparse
import inspect
import json
import math
import random
import time

import numpy as np
import torch
from barlow_twins import knn
from lightly.data import LightlyDataset
from lightly.utils.debug import std_of_l2_normalized
from lightly_agreeing import BYOL, DINO, BarlowTwins, FastSiam, FroSSL, SimSiam, SwAV, TiCo, VICReg
from lightly_contrastive import DCL, DCLW, NNCLR, DenseCL, MoCo, SimCLR

METHODS = {
    "simclr": SimCLR, "dcl": DCL, "dclw": DCLW, "moco-v2": MoCo, "nnclr": NNCLR, "byol": BYOL, "simsiam": SimSiam,
    "fastsiam": FastSiam, "barlow-twins": BarlowTwins, "vicreg": VICReg, "frossl": FroSSL, "tico": TiCo, "swav": SwAV,
    "dino": DINO, "densecl": DenseCL,
}


def words(thing):
    """What a transform says of itself, or its numbers."""
    if hasattr(thing, "transforms"):
        return " ".join(words(part) for part in thing.transforms)
    if hasattr(thing, "transform") and not inspect.ismethod(thing.transform):
        return words(thing.transform)
    text = " ".join(repr(thing).split())
    if " object at 0x" not in text:
        return text
    return type(thing).__name__ + str({name: value for name, value in vars(thing).items() if not callable(value)})


def settings(model, optimizer, a):
    """What the objects themselves say."""
    views = [words(view) for view in model.views().transforms]
    criterion = {
        name: value for name, value in vars(model.criterion).items()
        if isinstance(value, (int, float, tuple)) and not name.startswith("_") and name != "training"
    }
    other = ("backbone", "criterion", "criterion_dense", "bank")
    own = [name for name, _ in model.named_children() if "momentum" not in name and name not in other]
    group = optimizer.param_groups[0]
    kept = ("lr", "momentum", "weight_decay", "betas", "nesterov")
    return {
        "views": views if len(set(views)) > 1 else [f"{len(views)} alike: {views[0]}"],
        "heads": {name: words(getattr(model, name)) for name in own},
        "loss": {type(model.criterion).__name__: criterion},
        "slow_copy": None if model.momentum is None else f"{model.momentum}{' rising to 1' if model.rises else ''}",
        "split_norm": split(model),
        "optimizer": {type(optimizer).__name__: {
            **{name: group[name] for name in kept if name in group},
            **{name: optimizer.defaults[name] for name in ("decay", "eta") if name in optimizer.defaults},
        }},
        "schedule": f"warm-up of {model.warmup} epochs, cosine by step" if model.warmup else "cosine by epoch",
        "epochs": a.epochs, "batch": a.batch, "width": a.width, "seed": a.seed, "precision": a.precision,
        "fp32_loss": a.fp32_loss,
    }


def rate(model, step, steps_an_epoch, epochs):
    """Factor of the learning rate: CosineAnnealingLR by the epoch; with a warm-up linear, then cosine, by the step."""
    if not model.warmup:
        return 0.5 * (1 + math.cos(math.pi * (step // steps_an_epoch) / epochs))
    warm = min(model.warmup, epochs) * steps_an_epoch  # a longer one is cut, as ours
    if step < warm:
        return step / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, epochs * steps_an_epoch - warm)))


def layout(model):
    """Lightly's SplitBatchNorm can't see channels last."""
    return torch.contiguous_format if split(model) > 1 else torch.channels_last


def split(model):
    return getattr(model.norm, "keywords", {}).get("num_splits", 1)


def in_float32(criterion):
    """Lets a loss compute outside autocast, as Selfsame's do."""
    forward = criterion.forward

    def full(*views, **more):
        with torch.autocast("cpu", enabled=False):
            return forward(*(widened(view) for view in views), **more)

    criterion.forward = full


def widened(view):
    return [each.float() for each in view] if isinstance(view, list) else view.float()


def train(model, optimizer, a):
    images = LightlyDataset(a.train, transform=model.views())
    loader = torch.utils.data.DataLoader(
        images, batch_size=a.batch, shuffle=True, drop_last=True, num_workers=a.workers)
    per_epoch = len(loader)
    steps = a.epochs * per_epoch
    peaks = [group["lr"] for group in optimizer.param_groups]
    losses, step = [], 0
    for _ in range(a.epochs):
        for views, _, _ in loader:
            if step == (a.max_steps or steps):
                return losses
            for group, peak in zip(optimizer.param_groups, peaks):
                group["lr"] = peak * rate(model, step, per_epoch, a.epochs)
            model.before(step, steps)
            views = [view.to(memory_format=layout(model)) for view in views]
            with torch.autocast("cpu", torch.bfloat16, enabled=a.precision == "bf16"):
                loss = model.loss(views)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            if not math.isfinite(losses[-1]):
                raise FloatingPointError(f"the loss of step {step + 1} is {losses[-1]}")
            step += 1
    return losses


def spread(model, a):
    """Of the embedding of one batch, in training mode: 1 is ideal, 0 collapsed."""
    images = LightlyDataset(a.train, transform=model.views())
    views, _, _ = next(iter(torch.utils.data.DataLoader(images, batch_size=a.batch, shuffle=True)))
    with torch.no_grad():
        z = model.embedding(views[0].to(memory_format=layout(model))).float()
    return std_of_l2_normalized(z).item() * z.shape[1] ** 0.5


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("methods", nargs="*", metavar="METHOD", help=f"one of {', '.join(METHODS)}; all by default")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--max-steps", type=int)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--precision", choices=("bf16", "fp32"), default="bf16")
    parser.add_argument("--fp32-loss", action="store_true")
    parser.add_argument("--settings", action="store_true")
    a = parser.parse_args()
    unknown = [name for name in a.methods if name not in METHODS]
    if unknown:
        parser.error(f"no method {unknown[0]}; there are {', '.join(METHODS)}")
    torch.set_num_threads(a.threads)
    failed = []
    for name in a.methods or METHODS:
        torch.manual_seed(a.seed)
        random.seed(a.seed)
        np.random.seed(a.seed)
        model = METHODS[name](a.width)
        model.to(memory_format=layout(model))
        if a.fp32_loss:
            for each in (child for name, child in model.named_children() if name.startswith("criterion")):
                in_float32(each)
        optimizer = model.optimizer(a.batch)
        told = settings(model, optimizer, a)
        if a.settings:
            print(json.dumps({"method": name, **told}), flush=True)
            continue
        since = time.perf_counter()
        try:
            losses = train(model, optimizer, a)
        except FloatingPointError as e:
            failed.append(name)
            print(json.dumps({"method": name, "failed": str(e), **told}), flush=True)
            continue
        seconds = time.perf_counter() - since
        top1 = knn(model.backbone, a.train, a.test)
        embedding_std = spread(model, a)  # after kNN: it moves batch norm's statistics
        print(json.dumps({
            "method": name, "knn_top1": round(top1, 4), "steps": len(losses), "loss_first": losses[0],
            "loss_last": losses[-1], "embedding_std": round(embedding_std, 3),
            "images_per_second": round(len(losses) * a.batch / seconds, 1), "seconds": round(seconds, 1), **told,
        }), flush=True)
    if failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
