"""Writes what scikit-learn, SciPy and NumPy say of small features: python benchmarks/peers/golden_protocols.py FILE.json.

FILE is core/src/test/resources/evaluate/scikit.json, for dev.selfsame.evaluate.ScikitTest and SciPyTest. All features are
drawn from seed 1.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.spatial.distance import pdist
from scipy.stats import bootstrap, entropy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, confusion_matrix, precision_recall_fscore_support
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler, normalize


def features(draws, n, d, classes):
    """Overlapping clusters of unequal size and scale; float32 holds each number exactly."""
    labels = np.sort(draws.integers(0, classes, n) * draws.integers(0, 2, n) + draws.integers(0, 2, n)) % classes
    centres = np.random.default_rng(7).standard_normal((classes, d))
    rows = centres[labels] + 1.5 * draws.standard_normal((n, d)) * np.linspace(0.5, 2, d) + 0.5
    return rows.astype(np.float32).astype(np.float64), labels


def logistic(train, labels, test, c, scaler=None):
    if scaler:
        train, test = scaler.transform(train), scaler.transform(test)
    model = LogisticRegression(C=c, tol=1e-10, max_iter=100000).fit(train, labels)
    return {
        "c": c,
        "standardized": scaler is not None,
        "probabilities": model.predict_proba(test).round(8).tolist(),
        "predicted": model.predict(test).tolist(),
    }


def average_precisions(train, labels, test, asked, itself=False):
    """Of each query all rows of train are ranked, or, where both are the same rows, all but itself."""
    similar = normalize(test) @ normalize(train).T
    first, precisions = [], []
    for i in range(len(test)):
        others = np.arange(len(train)) != (i if itself else -1)
        wanted, scores = labels[others] == asked[i], similar[i][others]
        first.append(int(np.argmax(wanted[np.argsort(-scores)])))
        precisions.append(float(average_precision_score(wanted, scores)))
    return {"precisions": precisions, "recalls": [float(np.mean([place < k for place in first])) for k in (1, 5, 10)]}


def few_shot(draws, shots, queries=15, classes=5, d=6):
    """All rows of all classes, so that every episode is the same; none between two classes, where rounding decides."""
    centres = np.random.default_rng(7).standard_normal((classes, d))
    labels, asked = np.repeat(range(classes), shots), np.repeat(range(classes), queries)
    train = (centres[labels] + 0.8 * draws.standard_normal((len(labels), d))).round(3)
    test = (centres[asked] + 0.8 * draws.standard_normal((len(asked), d))).round(3)
    unit, other = normalize(train), normalize(test)
    means = np.array([unit[labels == c].mean(axis=0) for c in range(classes)])
    centroid = KNeighborsClassifier(1, metric="cosine", algorithm="brute").fit(means, range(classes))
    logistic = LogisticRegression(C=1, tol=1e-10, max_iter=100000).fit(unit, labels)
    best = np.sort(np.stack([other @ normalize(means).T, logistic.decision_function(other)]), axis=2)
    clear = np.all(best[..., -1] - best[..., -2] > 0.02, axis=0)
    return {
        "train": train.tolist(),
        "train_labels": labels.tolist(),
        "test": test[clear].tolist(),
        "test_labels": asked[clear].tolist(),
        "centroid": float(centroid.score(other[clear], asked[clear])),
        "logistic": float(logistic.score(other[clear], asked[clear])),
    }


def spread(rows):
    """Of the singular values, as RankMe, and of rows of length 1."""
    unit = normalize(rows)
    return {
        "effective_rank": float(np.exp(entropy(np.linalg.svd(rows, compute_uv=False)))),
        "singular_values": np.linalg.svd(unit - unit.mean(axis=0), compute_uv=False).tolist(),
        "std": float(unit.std(axis=0, ddof=1).mean()),
        "uniformity": float(np.log(np.mean(np.exp(-2 * pdist(unit, "sqeuclidean"))))),
    }


def interval(values):
    """So many resamples that their chance is a tenth of ours."""
    found = bootstrap((values,), np.mean, n_resamples=100_000, batch=1000, method="percentile", rng=1)
    low, high = found.confidence_interval
    return {"values": values.tolist(), "low": float(low), "high": float(high)}


def knn(train, labels, test, k, temperature):
    model = KNeighborsClassifier(
        k, metric="cosine", algorithm="brute", weights=lambda distance: np.exp((1 - distance) / temperature))
    return {"k": k, "temperature": temperature, "predicted": model.fit(train, labels).predict(test).tolist()}


def lidar(views):
    """From the definition, by the symmetric root of the inverse; views [q, n, D]."""
    q, n, d = views.shape
    means = views.mean(axis=0)
    off = means - means.mean(axis=0)
    between = off.T @ off / (n - 1)
    round_mean = (views - means).reshape(-1, d)
    within = round_mean.T @ round_mean / (n * (q - 1)) + 1e-4 * np.eye(d)
    values, vectors = np.linalg.eigh(within)
    root = vectors @ np.diag(values ** -0.5) @ vectors.T
    shares = np.linalg.eigvalsh(root @ between @ root)
    shares = shares / shares.sum()
    return float(np.exp(-(shares * np.log(shares)).sum()))


def correlation(first, second):
    d = first.shape[1]
    matrix = np.corrcoef(first.T, second.T)[:d, d:]
    off = matrix[~np.eye(d, dtype=bool)]
    return {"diagonal": float(np.diagonal(matrix).mean()), "off_diagonal": float(np.sqrt((off ** 2).mean()))}


def main():
    draws = np.random.default_rng(1)
    train, labels = features(draws, 90, 5, 4)
    test, asked = features(draws, 40, 5, 4)
    scaler = StandardScaler().fit(train)
    two = labels < 2
    chosen = np.array(logistic(train, labels, test, 1)["predicted"])
    precision, recall, f1, _ = precision_recall_fscore_support(asked, chosen, zero_division=0)
    views = draws.standard_normal((3, 25, 4)) * [1, 0.3, 2, 1] + draws.standard_normal((25, 4)) * [3, 1, 0.2, 1]
    views = views.astype(np.float32).astype(np.float64)
    made = {
        "source": f"benchmarks/peers/golden_protocols.py, scikit-learn {sklearn.__version__}, scipy {scipy.__version__},"
        f" numpy {np.__version__}",
        "train": train.tolist(),
        "train_labels": labels.tolist(),
        "test": test.tolist(),
        "test_labels": asked.tolist(),
        "logistic": [logistic(train, labels, test, c) for c in (0.01, 1, 100)]
        + [logistic(train, labels, test, c, scaler) for c in (0.01, 1)],
        "logistic_of_two": logistic(train[two], labels[two], test, 0.1),
        "retrieval": average_precisions(train, labels, test, asked),
        "retrieval_among_themselves": average_precisions(train, labels, train, labels, itself=True),
        "knn": [knn(train, labels, test, k, t) for k, t in ((1, 0.1), (7, 0.1), (30, 0.07))],
        "confusion": confusion_matrix(asked, chosen, labels=range(4)).tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "views": views.tolist(),
        "lidar": lidar(views),
        "correlation": correlation(views[0], views[1]),
        "alignment": float(np.mean(np.sum((normalize(views[0]) - normalize(views[1])) ** 2, axis=1))),
        "spread": spread(train),
        "spread_of_columns": spread(train.T),
        "few_shot": [few_shot(draws, shots) for shots in (1, 8)],
        "bootstrap": [interval(values.round(3)) for values in (draws.exponential(size=120), draws.random(200))],
    }
    lines = [f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in made.items()]
    Path(sys.argv[1]).write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
