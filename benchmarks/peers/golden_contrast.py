"""Golden values of losses that Lightly lacks, in the form of its golden files: supcon.json and ressl.json.

    python golden_contrast.py core/src/test/resources/golden

Each formula is written as its paper has it, anchor by anchor, with PyTorch's automatic gradients in float64; the same in
float32 gives float32_error. Inputs are float32 numbers.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch


def sup_con(views, labels, temperature, scale):
    """Khosla et al. 2020 (arXiv:2004.11362), equation 2; anchors without positives count as 0."""
    z = torch.cat([view / view.norm(dim=1, keepdim=True) for view in views])
    classes = labels * len(views)
    total = z.new_zeros(())
    for i in range(len(z)):
        others = [a for a in range(len(z)) if a != i]
        positives = [p for p in others if classes[p] == classes[i]]
        denominator = torch.logsumexp(torch.stack([z[i] @ z[a] / temperature for a in others]), 0)
        if positives:
            total = total - sum(z[i] @ z[p] / temperature - denominator for p in positives) / len(positives)
    return scale * total / len(z)


def ressl(student, teacher, bank, student_temperature, teacher_temperature):
    """Zheng et al. 2021 (arXiv:2107.09282): cross-entropy of the teacher's relations to the bank with the student's."""
    total = student.new_zeros(())
    for s, t in zip(student, teacher.detach()):
        s, t = s / s.norm(), t / t.norm()
        target = torch.softmax(torch.stack([t @ m / teacher_temperature for m in bank]), 0)
        predicted = torch.log_softmax(torch.stack([s @ m / student_temperature for m in bank]), 0)
        total = total - (target * predicted).sum()
    return total / len(student)


def digits(x):
    return float(x) if x.dtype == np.float32 else float(f"{x:.15g}")


def array(values):
    """Float32 numbers exactly, as inputs are; float64 results with 15 digits."""
    values = np.asarray(values)
    if values.dtype == np.int64:
        return {"shape": list(values.shape), "dtype": "int64", "data": values.ravel().tolist()}
    return {"shape": list(values.shape), "data": [digits(x) for x in values.ravel()]}


def run(function, tensors, precision):
    """Value and gradients; a tensor that the loss detaches has none."""
    leaves = [torch.tensor(t, dtype=precision, requires_grad=True) for t in tensors]
    loss = function(leaves)
    loss.backward()
    return loss.item(), [None if leaf.grad is None else leaf.grad.double().numpy() for leaf in leaves]


def both(function, tensors):
    value, gradients = run(function, tensors, torch.float64)
    rough, rough_gradients = run(function, tensors, torch.float32)
    errors = [0.0 if g is None else float(abs(g - r).max()) for g, r in zip(gradients, rough_gradients)]
    return value, gradients, float(f"{abs(value - rough):.2g}"), [float(f"{e:.2g}") for e in errors]


def case_of_sup_con(name, seed, views, n, d, labels, args, note=None, scaled=1.0):
    random = np.random.default_rng(seed)
    first = random.standard_normal((n, d))
    tensors = [(scaled * (first + 0.5 * random.standard_normal((n, d)))).astype(np.float32) for _ in range(views)]
    temperature = args.get("temperature", 0.1)
    scale = temperature / args["base_temperature"] if "base_temperature" in args else 1.0
    value, gradients, error, errors = both(lambda z: sup_con(z, labels, temperature, scale), tensors)
    return {
        "name": name,
        "target": "SupConLoss",
        "args": args,
        "inputs": {"views": [array(t) for t in tensors], "labels": array(np.array(labels, np.int64))},
        "float32_error": {"loss": error, "grad_views": max(errors)},
        **({"note": note} if note else {}),
        "expected": {"loss": float(f"{value:.15g}"), "grad_views": [array(g) for g in gradients]},
    }


def case_of_ressl(name, seed, n, d, size, args, scaled=1.0):
    random = np.random.default_rng(seed)
    bank = random.standard_normal((size, d))
    bank = (bank / np.linalg.norm(bank, axis=1, keepdims=True)).astype(np.float32)
    student = (scaled * random.standard_normal((n, d))).astype(np.float32)
    teacher = (student + scaled * 0.5 * random.standard_normal((n, d))).astype(np.float32)
    temperatures = args.get("temperature_q", 0.1), args.get("temperature_k", 0.04)

    def function(z):
        return ressl(z[0], z[1], torch.tensor(bank, dtype=z[0].dtype), *temperatures)

    value, gradients, error, errors = both(function, [student, teacher])
    return {
        "name": name,
        "target": "ReSSL",
        "args": {**args, "memory_bank_size": [size, d]},
        "init": {"bank": array(bank)},
        "inputs": {"z0": array(student), "z1": array(teacher)},
        "float32_error": {"loss": error, "grad_z0": errors[0]},
        "note": "z0 is the student's, z1 the teacher's",
        "expected": {"loss": float(f"{value:.15g}"), "grad_z0": array(gradients[0]), "grad_z1": None},
    }


def write(folder, group, about, cases):
    versions = f"benchmarks/peers/golden_contrast.py, torch {torch.__version__}, numpy {np.__version__}; float64"
    head = {"group": group, "about": about, "source": versions}
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    Path(folder, group + ".json").write_text(json.dumps(head)[:-1] + ', "cases": [\n' + lines + "\n]}\n")


def main(folder):
    write(folder, "supcon", "Supervised contrastive learning, L_out; base_temperature is that of the authors' code", [
        case_of_sup_con("two_views", 1, 2, 6, 5, [0, 1, 0, 2, 1, 0], {}),
        case_of_sup_con("three_views_t0.07", 2, 3, 4, 6, [1, 0, 1, 0], {"temperature": 0.07}),
        case_of_sup_con("one_view", 3, 1, 7, 4, [3, 3, 5, 5, 5, 9, 3], {"temperature": 0.5},
                        "the only image of class 9 has no positive"),
        case_of_sup_con("a_class_each", 4, 2, 5, 4, [0, 1, 2, 3, 4], {"temperature": 0.2}, "NT-Xent"),
        case_of_sup_con("one_class", 5, 2, 4, 3, [7, 7, 7, 7], {"temperature": 0.2}),
        case_of_sup_con("base_temperature", 6, 2, 5, 8, [0, 0, 1, 1, 1], {"temperature": 0.2, "base_temperature": 0.07}),
        case_of_sup_con("inputs_scaled_1e4", 7, 2, 4, 5, [0, 1, 0, 1], {}, scaled=1e4),
        case_of_sup_con("batch_of_one", 8, 2, 1, 4, [2], {}),
    ])
    write(folder, "ressl", "Relational self-supervised learning: gradients reach the student only", [
        case_of_ressl("b6_d5_k9_defaults", 11, 6, 5, 9, {}),
        case_of_ressl("b4_d3_k6_t0.2_t0.1", 12, 4, 3, 6, {"temperature_q": 0.2, "temperature_k": 0.1}),
        case_of_ressl("b1_d8_k20", 13, 1, 8, 20, {}),
        case_of_ressl("inputs_scaled_1e4", 14, 5, 6, 7, {}, scaled=1e4),
    ])


if __name__ == "__main__":
    main(sys.argv[1])
