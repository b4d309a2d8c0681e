"""The protocols of `selfsame evaluate` against scikit-learn and PyTorch on the same features.

usage: python benchmarks/peers/protocols.py RUN TRAIN TEST [--selfsame ./selfsame] [--limit 0.002] [--seeds 5]

Selfsame embeds both sources and evaluates them; scikit-learn and PyTorch get the features from its CSV files. For kNN and
logistic regression (both with one C, and chosen by cross-validation) the answers have to be the same but for rounding and,
in cross-validation, the folds; the linear probe by SGD draws its order and weights otherwise, so that means over
seeds are compared. Exit status 1 if a top-1 is further off than the limit.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression, LogisticRegressionCV
from sklearn.metrics import average_precision_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler, normalize


def features(arguments, source, file):
    subprocess.run(
        [arguments.selfsame, "embed", "--run", arguments.run, "--data", source, "--out", file], check=True,
        capture_output=True)
    with open(file, newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    return np.array([row[2:] for row in rows], np.float32), np.array([row[1] for row in rows])


def ours(arguments, protocol, *more):
    made = subprocess.run(
        [arguments.selfsame, "evaluate", protocol, "--run", arguments.run, "--train", arguments.train, "--test",
         arguments.test, "--json", *map(str, more)], check=True, capture_output=True, text=True)
    return json.loads(made.stdout)


def knn(train, labels, test, asked, k=200, temperature=0.1):
    model = KNeighborsClassifier(
        min(k, len(train)), metric="cosine", algorithm="brute",
        weights=lambda distance: np.exp((1 - distance) / temperature))
    return model.fit(train, labels).score(test, asked)


def sgd(train, labels, test, asked, seed, epochs, cosine):
    """SGD with momentum 0.9 at 0.1, batch 256, no weight decay: steps at 60 and 80 %, or a cosine by step."""
    torch.manual_seed(seed)
    x, y = torch.from_numpy(train), torch.from_numpy(labels)
    layer = torch.nn.Linear(train.shape[1], int(labels.max()) + 1)
    optimizer = torch.optim.SGD(layer.parameters(), 0.1, momentum=0.9)
    steps = epochs * -(-len(x) // 256)
    if cosine:
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    else:
        schedule = torch.optim.lr_scheduler.MultiStepLR(optimizer, [int(0.6 * steps), int(0.8 * steps)])
    for _ in range(epochs):
        for chosen in torch.randperm(len(x)).split(256):
            loss = torch.nn.functional.cross_entropy(layer(x[chosen]), y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        return (layer(torch.from_numpy(test)).argmax(1).numpy() == asked).mean()


def mean_precision(train, labels, test, asked):
    similar = normalize(test) @ normalize(train).T
    return np.mean([average_precision_score(labels == a, s) for a, s in zip(asked, similar)])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--selfsame", default="./selfsame")
    parser.add_argument("--limit", type=float, default=0.002)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=("knn", "retrieval", "logistic", "linear"))
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        train, names = features(a, a.train, str(Path(folder, "train.csv")))
        test, asked_names = features(a, a.test, str(Path(folder, "test.csv")))
    classes, labels = np.unique(names, return_inverse=True)
    asked = np.searchsorted(classes, asked_names)
    scaler = StandardScaler().fit(train)
    scaled, scaled_test = scaler.transform(train), scaler.transform(test)
    print(f"{len(train)} and {len(test)} rows of {train.shape[1]}, {len(classes)} classes", flush=True)
    failed = []

    def compare(name, mine, theirs):
        off = abs(mine - theirs)
        print(f"{name}: selfsame {mine:.4f}, peer {theirs:.4f}, {100 * off:.2f} points", flush=True)
        if off > a.limit:
            failed.append(name)

    if "knn" in a.only:
        compare("knn, scikit-learn", ours(a, "knn")["top1"], knn(train, labels, test, asked))
    if "retrieval" in a.only:
        compare("retrieval mAP, scikit-learn", ours(a, "retrieval")["map"], mean_precision(train, labels, test, asked))
    if "logistic" in a.only:
        for c in (0.001, 1):
            fit = LogisticRegression(C=c, tol=1e-6, max_iter=20000)
            compare(f"logistic C {c}, scikit-learn", ours(a, "logistic", "--c", c)["top1"],
                    fit.fit(scaled, labels).score(scaled_test, asked))
        c = 0.1
        fit = LogisticRegression(C=c, tol=1e-6, max_iter=20000).fit(train, labels)
        compare(f"logistic C {c} as is, scikit-learn", ours(a, "logistic", "--c", c, "--no-standardize")["top1"],
                fit.score(test, asked))
        mine = ours(a, "logistic")
        chosen = LogisticRegressionCV(Cs=10, cv=5, max_iter=5000).fit(scaled, labels)
        print(f"C by five folds: selfsame {mine['c']:.4g}, scikit-learn {np.ravel(chosen.C_)[0]:.4g}")
        compare("logistic by five folds, scikit-learn", mine["top1"], chosen.score(scaled_test, asked))
    if "linear" in a.only:
        for name, more, x, t, epochs, cosine in (
                ("standard", (), scaled, scaled_test, 100, False),
                ("cifar", ("--protocol", "cifar", "--features", "frozen"), train, test, 100, False),
                ("imagenet", ("--protocol", "imagenet", "--features", "frozen"), train, test, 90, True)):
            seeds = range(1, a.seeds + 1)
            compare(f"linear {name}, PyTorch, mean of {a.seeds}",
                    np.mean([ours(a, "linear", "--seed", s, *more)["top1"] for s in seeds]),
                    np.mean([sgd(x, labels, t, asked, s, epochs, cosine) for s in seeds]))
    if failed:
        sys.exit("further off than the limit: " + "; ".join(failed))


if __name__ == "__main__":
    main()
