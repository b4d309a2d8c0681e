"""Writes what scikit-learn says of small clusters: python benchmarks/peers/golden_curation.py FILE.json.

FILE is search/src/test/resources/curate/scikit.json, for dev.selfsame.curate.ScikitTest. All rows are drawn from seed 1.
k-means starts from centres that the file names; one of them is nobody's nearest, so that its cluster gets empty. What
rounding could decide is refused.
"""

import json
import sys
from pathlib import Path

import numpy as np
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import (
    adjusted_rand_score, calinski_harabasz_score, davies_bouldin_score, normalized_mutual_info_score, silhouette_score)
from sklearn.metrics.cluster import contingency_matrix
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import normalize

LEAST_GAP = 1e-5


def require_clear(what, gaps):
    if np.min(gaps) < LEAST_GAP:
        sys.exit(f"{what} is decided by {np.min(gaps):.1e}, which rounding could turn: draw other rows")


def clusters(draws, n, d, k, noise):
    """Clusters that overlap, in three decimals."""
    centres = draws.standard_normal((k, d))
    return (centres[np.arange(n) % k] + noise * draws.standard_normal((n, d))).round(3)


def k_means(rows, starts):
    model = KMeans(len(starts), init=starts, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(normalize(rows))
    nearest = np.sort(model.transform(normalize(rows)), axis=1)
    require_clear("a row's cluster", nearest[:, 1] - nearest[:, 0])
    return {
        "starts": starts.tolist(),
        "clusters": model.labels_.tolist(),
        "centroids": model.cluster_centers_.round(9).tolist(),
        "iterations": model.n_iter_,
    }


def indices(name, rows, labels):
    unit = normalize(rows)
    return {
        "rows": name,
        "clusters": labels.tolist(),
        "silhouette": float(silhouette_score(unit, labels)),
        "davies_bouldin": float(davies_bouldin_score(unit, labels)),
        "calinski_harabasz": float(calinski_harabasz_score(unit, labels)),
    }


def agreement(classes, labels):
    return {
        "classes": classes.tolist(),
        "clusters": labels.tolist(),
        "purity": float(contingency_matrix(classes, labels).max(axis=0).sum() / len(classes)),
        "nmi": float(normalized_mutual_info_score(classes, labels)),
        "ari": float(adjusted_rand_score(classes, labels)),
    }


def agreements(draws, n=60):
    classes = draws.integers(0, 4, n)
    some = np.where(draws.random(n) < 0.6, classes, draws.integers(0, 7, n))
    alone = np.arange(n)
    return [
        agreement(classes, labels)
        for labels in (draws.integers(0, 5, n), some, 3 - classes, np.zeros(n, int), alone)
    ] + [agreement(alone, alone), agreement(np.zeros(n, int), np.zeros(n, int))]


def neighbours(rows, k, asked=None):
    """Distances 1 - cosine and rows of the k nearest; without itself where nothing else is asked for."""
    model = NearestNeighbors(n_neighbors=k, metric="cosine", algorithm="brute").fit(rows)
    return model.kneighbors(asked)


def coverage(rows, reference, k, radius):
    distances, nearest = neighbours(rows, 2, reference)
    radii = neighbours(reference, k)[0][:, -1]
    require_clear("the nearest image", distances[:, 1] - distances[:, 0])
    require_clear("coverage", abs(distances[:, 0] - radii))
    require_clear("coverage within a radius", abs(distances[:, 0] - radius))
    return {
        "k": k,
        "nearest": nearest[:, 0].tolist(),
        "distances": distances[:, 0].round(9).tolist(),
        "radii": radii.round(9).tolist(),
        "share": float(np.mean(distances[:, 0] <= radii)),
        "radius": radius,
        "share_within": float(np.mean(distances[:, 0] <= radius)),
    }


def main():
    draws = np.random.default_rng(1)
    rows = clusters(draws, 240, 6, 5, 0.7)
    near = (clusters(draws, 120, 6, 4, 0.7) + [50, 0, 0, 0, 0, 0]).round(3)
    reference = clusters(draws, 80, 6, 5, 1)
    starts = [normalize(rows[draws.choice(240, k, replace=False)]).round(3) for k in (4, 9, 25)]
    far = np.vstack([starts[1][:5], [9, 9, 9, 9, 9, 9]])
    found = [k_means(rows, start) for start in starts + [far]]
    partitions = [np.array(one["clusters"]) for one in found]
    alone = 2 * (np.arange(120) % 4)  # some numbers are nobody's
    alone[:9] = 10 + np.arange(9)
    scores = neighbours(rows, 10)[0].mean(axis=1)
    require_clear("the first outliers", -np.diff(np.sort(scores)[::-1][:11]))
    made = {
        "source": f"benchmarks/peers/golden_curation.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
        "rows": rows.tolist(),
        "near": near.tolist(),
        "reference": reference.tolist(),
        "k_means": found,
        "indices": [indices("rows", rows, labels) for labels in partitions]
        + [indices("rows", rows, draws.integers(0, 5, 240))]
        + [indices("near", near, labels) for labels in (np.arange(120) % 4, alone)],
        "agreement": agreements(draws),
        "outliers": {"k": 10, "scores": scores.round(9).tolist()},
        "coverage": coverage(rows, reference, 5, 0.05),
    }
    lines = [f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in made.items()]
    Path(sys.argv[1]).write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
