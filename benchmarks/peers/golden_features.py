"""Writes golden files for losses that Lightly doesn't have: python benchmarks/peers/golden_features.py FOLDER.

The values are those of the formulas of the official code, written in NumPy and computed in float64: VIbCReg's loss and its
layer IterNorm (https://github.com/ML4ITS/vibcreg; solo-learn has the same) and All4One (solo-learn's method, which is its
authors' code). A gradient is the imaginary part after a step of 1e-30 i in each value: it loses no digits, for formulas that
hold in complex numbers. float32_error is what the same formulas lose in float32.
"""

import json
import sys
from pathlib import Path

import numpy as np

ABOUT = {
    "vibcreg": "VIbCReg's loss and its three terms unweighted: both views' variances and covariances are summed",
    "all4one": "All4One's loss and its three parts as its code names them: 0.5 nnclr + 0.5 att_nnclr + 0.5 feature",
    "iternorm": "IterNorm, VIbCReg's last layer: output, gradient of sum(output * v), running mean and matrix",
}


def relu(x):
    return np.where(x.real > 0, x, 0)


def length(x, axis):
    return np.sqrt((x * x).sum(axis=axis, keepdims=True))


def off_diagonal(x):
    return x * (1 - np.eye(len(x), dtype=x.real.dtype))


def vibcreg(z0, z1, sim_loss_weight=25.0, var_loss_weight=25.0, cov_loss_weight=200.0):
    def variance(z):
        d = z - z.mean(axis=0)
        std = np.sqrt((d * d).sum(axis=0) / (len(z) - 1) + np.asarray(1e-4, dtype=z.dtype))
        return relu(1 - std).mean()

    def covariance(z):
        d = z - z.mean(axis=0)
        d = d / length(d, 0)
        return (off_diagonal(d.T @ d) ** 2).mean()

    parts = {
        "invariance": ((z0 - z1) ** 2).mean(),
        "variance": variance(z0) + variance(z1),
        "covariance": covariance(z0) + covariance(z1),
    }
    weights = (sim_loss_weight, var_loss_weight, cov_loss_weight)
    return {"loss": sum(w * part for w, part in zip(weights, parts.values())), **parts}


def nnclr(nn, p, temperature):
    logits = (nn / length(nn, 1)) @ (p / length(p, 1)).T / np.asarray(temperature, dtype=nn.real.dtype)
    shifted = logits - logits.real.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - np.diagonal(shifted)).mean()


def all4one(nn1, p1, rich_emb1, strange_emb1, z1, momentum_z1, nn2, p2, rich_emb2, strange_emb2, z2, momentum_z2,
            temperature=0.2):
    r1 = (momentum_z1 / length(momentum_z1, 0)).T @ (z2 / length(z2, 0))
    r2 = (momentum_z2 / length(momentum_z2, 0)).T @ (z1 / length(z1, 0))
    d = len(r1)
    on = np.sqrt((((np.diagonal(r1) - 1) ** 2).mean() + ((np.diagonal(r2) - 1) ** 2).mean()) / 2)
    off = np.sqrt(((off_diagonal(r1) ** 2).sum() + (off_diagonal(r2) ** 2).sum()) / (d * (d - 1)) / 2)
    parts = {
        "nnclr_loss": nnclr(nn1, p2, temperature) / 2 + nnclr(nn2, p1, temperature) / 2,
        "att_nnclr_loss": nnclr(rich_emb1, strange_emb2, 0.1) / 2 + nnclr(rich_emb2, strange_emb1, 0.1) / 2,
        "feature_loss": (on / 2 + off / 2) * 10,
    }
    return {"loss": sum(part / 2 for part in parts.values()), **parts}


def tensor(values):
    return {"shape": list(values.shape), "data": [float(f"{v:.17g}") for v in values.ravel()]}


def gradient(f, inputs, name, args):
    """By complex steps, which lose nothing."""
    result = np.zeros(inputs[name].shape)
    for i in np.ndindex(result.shape):
        moved = {key: value.astype(np.complex128) for key, value in inputs.items()}
        moved[name][i] += 1e-30j
        result[i] = f(**moved, **args)["loss"].imag / 1e-30
    return result


def case(f, target, name, args, inputs, note=None):
    values = {key: float(value) for key, value in f(**inputs, **args).items()}
    single = f(**{key: value.astype(np.float32) for key, value in inputs.items()}, **args)
    made = {
        "name": name,
        "target": target,
        "args": args,
        "inputs": {key: tensor(value) for key, value in inputs.items()},
        "float32_error": {key: float(f"{abs(float(single[key]) - value):.1e}") for key, value in values.items()},
        "expected": {
            **values,
            **{"grad_" + key: tensor(gradient(f, inputs, key, args)) for key in inputs},
        },
    }
    return made if note is None else {**made, "note": note}


def views(seed, n, d, names, scale=1.0):
    """Numbers that float32 holds exactly; each input agrees with the others in part."""
    draws = np.random.default_rng(seed)
    base = draws.standard_normal((n, d))
    return {
        name: (scale * (base + 0.6 * draws.standard_normal((n, d)))).astype(np.float32).astype(np.float64)
        for name in names
    }


def iternorm(x, training, v, state, num_features, num_groups=64, T=5, eps=1e-5, momentum=0.1):
    """The layer's loss, output and state after it; weight and bias are ones and zeros."""
    size = (num_features - 1) // num_groups + 1
    while num_features % size:
        size //= 2
    xs = x.T.reshape(num_features // size, size, -1)
    eye = np.eye(size, dtype=x.dtype)
    if training:
        mean = xs.mean(axis=2, keepdims=True)
        d = xs - mean
        sigma = d @ d.transpose(0, 2, 1) / np.asarray(d.shape[2], dtype=x.dtype) + np.asarray(eps, dtype=x.dtype) * eye
        trace = np.trace(sigma, axis1=1, axis2=2).reshape(-1, 1, 1)
        p = eye
        for _ in range(T):
            p = (3 * p - p @ p @ p @ (sigma / trace)) / 2
        w = p / np.sqrt(trace)
        state = {
            "running_mean": momentum * mean + (1 - momentum) * state["running_mean"],
            "running_wm": momentum * w + (1 - momentum) * state["running_wm"],
        }
    else:
        d, w = xs - state["running_mean"], state["running_wm"]
    output = (w @ d).reshape(num_features, -1).T
    return {"loss": (output * v).sum(), "output": output}, state


def iternorm_case(name, args, seed, n, modes):
    """Calls in a row on one layer."""
    size = (args["num_features"] - 1) // args.get("num_groups", 64) + 1
    while args["num_features"] % size:
        size //= 2
    groups = args["num_features"] // size
    start = {"running_mean": np.zeros((groups, size, 1)), "running_wm": np.tile(np.eye(size), (groups, 1, 1))}
    states = {np.float64: start, np.float32: {key: value.astype(np.float32) for key, value in start.items()}}
    steps = []
    for i, training in enumerate(modes):
        inputs = views(seed + i, n, args["num_features"], ("x", "v"))
        before = states[np.float64]
        made = {}
        for dtype in states:
            cast = {key: value.astype(dtype) for key, value in inputs.items()}
            made[dtype], states[dtype] = iternorm(**cast, training=training, state=states[dtype], **args)
        grad = np.zeros(inputs["x"].shape)
        for at in np.ndindex(grad.shape):
            moved = inputs["x"].astype(np.complex128)
            moved[at] += 1e-30j
            grad[at] = iternorm(moved, training, inputs["v"], before, **args)[0]["loss"].imag / 1e-30
        double, single = made[np.float64], made[np.float32]
        lost = {key: float(f"{np.abs(single[key] - double[key]).max():.1e}") for key in double}
        low = states[np.float32]
        lost["state"] = max(float(f"{np.abs(low[k] - v).max():.1e}") for k, v in states[np.float64].items())
        steps.append({
            "inputs": {"x": tensor(inputs["x"]), "training": training, "v": tensor(inputs["v"])},
            "expected": {
                "loss": float(double["loss"]),
                "output": tensor(double["output"]),
                "grad_x": tensor(grad),
                "state": {key: tensor(value) for key, value in states[np.float64].items()},
            },
            "float32_error": lost,
        })
    return {"name": name, "target": "IterNorm", "args": args, "steps": steps}


def iternorm_cases():
    yield iternorm_case("train_then_eval", {"num_features": 6, "num_groups": 2}, 21, 9, (True, True, False))
    yield iternorm_case("one_group", {"num_features": 4, "num_groups": 1, "T": 3, "eps": 0.01}, 31, 7, (True, False))
    yield iternorm_case("groups_of_one", {"num_features": 5, "momentum": 0.5}, 41, 6, (True, False))


def vibcreg_cases():
    pair = ("z0", "z1")
    yield "b8_d6_defaults", {}, views(1, 8, 6, pair), None
    yield "b4_d10_defaults", {}, views(2, 4, 10, pair), None
    yield "b7_d5_weights", {"sim_loss_weight": 2.0, "var_loss_weight": 3.0, "cov_loss_weight": 10.0}, views(
        3, 7, 5, pair), None
    yield "b2_d3_defaults", {}, views(4, 2, 3, pair), "two rows: every correlation is 1 or -1"
    yield "inputs_scaled_1e4", {}, views(5, 6, 4, pair, 1e4), "no variance is lacking, correlations stay"


def all4one_cases():
    names = ("nn1", "p1", "rich_emb1", "strange_emb1", "z1", "momentum_z1")
    both = names + tuple(name[:-1] + "2" for name in names)
    yield "b6_d4_defaults", {}, views(11, 6, 4, both), None
    yield "b3_d7_temperature0.5", {"temperature": 0.5}, views(12, 3, 7, both), None
    yield "b1_d3_defaults", {}, views(13, 1, 3, both), "one row: both contrasts are 0"


def write(folder, group, cases):
    source = f"benchmarks/peers/golden_features.py, numpy {np.__version__}; float64, gradients by complex steps"
    head = json.dumps({"group": group, "about": ABOUT[group], "source": source})
    lines = [json.dumps(each, separators=(",", ":")) for each in cases]
    text = head[:-1] + ',\n "cases": [\n' + ",\n".join(lines) + "\n]}\n"
    json.loads(text)
    (Path(folder) / f"{group}.json").write_text(text)


if __name__ == "__main__":
    write(sys.argv[1], "vibcreg", [case(vibcreg, "VIbCRegLoss", *each) for each in vibcreg_cases()])
    write(sys.argv[1], "all4one", [case(all4one, "All4OneLoss", *each) for each in all4one_cases()])
    write(sys.argv[1], "iternorm", list(iternorm_cases()))
