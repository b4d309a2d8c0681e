"""Golden values of backbones that Lightly's files lack, in their form: resnet_grouped.json and backbones.json.

    python golden_backbones.py core/src/test/resources/golden

Networks are torchvision's (grouped and wide ResNets, ConvNeXt) and timm's (vision transformers), made small, with weights
by the rule `hash` of Lightly's files and in float64. timm resamples positions in float32: those cases say so by
`precision`.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import timm
import torch
import torchvision
from timm.models.vision_transformer import VisionTransformer
from torch import nn
from torchvision.models.convnext import CNBlockConfig, ConvNeXt
from torchvision.models.resnet import Bottleneck, ResNet

SALT = 12345
RULE_TEXT = (
    "h(i,k): 32-bit unsigned arithmetic: x = i*2654435761 + k*40503 + salt; x ^= x >> 15; x *= 2246822519; x ^= x >> 13;"
    " u = x / 2^32. Weights of rank > 1: (2u - 1) * sqrt(3 / fan_in), fan_in = product of all dimensions but the first;"
    " rank 1: (2u - 1) * 0.1. Norm layers: weight 1 + 0.4(u - 0.5), bias 0.2(u - 0.5), running_mean 0.2(u - 0.5),"
    " running_var 0.5 + u. Double precision, then rounded to float32."
)
NORMS = (nn.BatchNorm2d, nn.LayerNorm)


class SmallResNet(ResNet):
    """torchvision's, with a quarter of the channels of each stage."""

    @property
    def inplanes(self):
        return self._inplanes

    @inplanes.setter
    def inplanes(self, value):
        self._inplanes = value if hasattr(self, "_inplanes") else value // 4

    def _make_layer(self, block, planes, blocks, **more):
        return super()._make_layer(block, planes // 4, blocks, **more)


def u(count, k):
    i = np.arange(count, dtype=np.uint64)
    mask = np.uint64(0xFFFFFFFF)
    x = (i * np.uint64(2654435761) + np.uint64(k * 40503 + SALT)) & mask
    x ^= x >> np.uint64(15)
    x = (x * np.uint64(2246822519)) & mask
    x ^= x >> np.uint64(13)
    return x.astype(np.float64) / 4294967296.0


def norm_names(net):
    names = set()
    for name, module in net.named_modules():
        if isinstance(module, NORMS):
            names |= {f"{name}.{key}" for key in module.state_dict()}
    return names


def values(name, shape, k, norms):
    draws = u(math.prod(shape), k)
    if name.endswith("num_batches_tracked"):
        made = np.zeros(draws.shape)
    elif name in norms:
        made = (
            1 + 0.4 * (draws - 0.5)
            if name.endswith(".weight")
            else 0.5 + draws
            if name.endswith("running_var")
            else 0.2 * (draws - 0.5)
        )
    elif len(shape) == 1:
        made = (2 * draws - 1) * 0.1
    else:
        made = (2 * draws - 1) * math.sqrt(3.0 / math.prod(shape[1:]))
    return made.astype(np.float32).reshape(shape)


def fill(net):
    """Weights by rule; gives the state dict as the file lists it."""
    norms = norm_names(net)
    listed = []
    state = {}
    for k, (name, tensor) in enumerate(net.state_dict().items()):
        shape = list(tensor.shape)
        made = values(name, shape, k, norms)
        state[name] = torch.tensor(made).to(tensor.dtype)
        whole = not tensor.dtype.is_floating_point
        listed.append({"k": k, "name": name, "shape": shape, "dtype": "int64" if whole else "float", "norm": name in norms})
    net.load_state_dict(state)
    return listed


def probes(listed):
    norms = {entry["name"] for entry in listed if entry["norm"]}
    made = []
    for entry in listed[:6]:
        flat = values(entry["name"], entry["shape"], entry["k"], norms).flatten()
        made.append({"k": entry["k"], "name": entry["name"], "first": flat[:5].tolist(), "last": float(flat[-1])})
    return made


def images(shape, dtype):
    x = np.sin(0.01 * np.arange(math.prod(shape))).astype(np.float32)
    return torch.tensor(x).reshape(shape).to(dtype)


def digits(x):
    return float(f"{float(x):.15g}")


def array(tensor):
    return {"shape": list(tensor.shape), "data": [digits(x) for x in tensor.detach().double().flatten()]}


def gradients(net, x, features):
    weights = np.sin(0.7 * np.arange(features.numel())).astype(np.float32)
    features.backward(torch.tensor(weights).reshape(features.shape).to(features.dtype))
    return {
        "grad_x_first_1000": array(x.grad.flatten()[:1000]),
        "grad_x_norm": digits(x.grad.norm()),
        "grad_norms": {name: digits(p.grad.norm()) for name, p in net.named_parameters()},
    }


def case(name, target, args, shape, listed, expected, **more):
    return {
        "name": name,
        "target": target,
        "args": {**args, "rule": {"rule": "hash", "salt": SALT}, "rule_text": RULE_TEXT},
        "inputs": {"shape": list(shape), "rule": "x[i] = sin(0.01 * i)"},
        "weight_probe": probes(listed),
        **more,
        "expected": expected,
    }


# ---- residual networks ----


def resnet(layers, groups, width):
    net = SmallResNet(Bottleneck, layers, groups=groups, width_per_group=width)
    net.fc = nn.Identity()
    return net


def stages(net, x):
    at = net.maxpool(net.relu(net.bn1(net.conv1(x))))
    outputs = {"stem": at}
    for stage in ("layer1", "layer2", "layer3", "layer4"):
        at = getattr(net, stage)(at)
        outputs[stage] = at
    return outputs


def resnet_case(name, target, layers, groups, width, shape, train, dicts):
    net = resnet(layers, groups, width)
    listed = fill(net)
    dicts[target] = {
        "tensors": listed,
        "parameters_without_fc": sum(p.numel() for p in net.parameters()),
    }
    net.double().train(train)
    x = images(shape, torch.float64).requires_grad_(train)
    features = net(x)
    expected = {"features": array(features)}
    after = {}
    if train:
        expected.update(gradients(net, x, features))
        for key in ("running_mean", "running_var"):
            after[f"{key}_after"] = {
                f"{layer}.{key}": array(net.state_dict()[f"{layer}.{key}"]) for layer in ("bn1", "layer1.0.bn2", "layer4.2.bn3")
            }
    expected.update(after)
    with torch.no_grad():
        outputs = stages(net, x)
    expected["stage_shape"] = {key: list(value.shape) for key, value in outputs.items()}
    expected["stage_mean"] = {key: digits(value.mean()) for key, value in outputs.items()}
    expected["stage_std"] = {key: digits(value.flatten().std(correction=0)) for key, value in outputs.items()}
    return case(name, target, {}, shape, listed, expected, mode="train" if train else "eval")


# ---- ConvNeXt and vision transformers ----


def backbone_case(name, target, options, shape, net, tokens=None, **more):
    listed = fill(net)
    net.double().eval()
    x = images(shape, torch.float64).requires_grad_()
    features = net(x)
    expected = {"features": array(features), **gradients(net, x, features)}
    if tokens:
        with torch.no_grad():
            expected["tokens"] = array(tokens(x))
    made = case(name, target, {"options": options}, shape, listed, expected, **more)
    made["state_dict"] = {"tensors": listed}
    return made


def convnext_case(name, options, shape, widths, blocks, patch=4, channels=3):
    settings = [CNBlockConfig(w, n, b) for w, n, b in zip(widths, [*widths[1:], None], blocks)]
    net = ConvNeXt(settings, stochastic_depth_prob=0.0)
    if (patch, channels) != (4, 3):
        net.features[0][0] = nn.Conv2d(channels, widths[0], patch, patch)
    net.classifier[2] = nn.Identity()
    return backbone_case(name, "convnext-tiny", options, shape, net)


def vit_case(name, options, shape, more=None, **arguments):
    net = VisionTransformer(
        img_size=32, patch_size=8, embed_dim=16, depth=2, num_heads=2, mlp_ratio=2, num_classes=0, **arguments
    )
    small = {"image-size": 32, "patch-size": 8, "width": 16, "depth": 2, "heads": 2, "mlp-ratio": 2}
    return backbone_case(name, "vit-tiny", {**small, **options}, shape, net, net.forward_features, **(more or {}))


def write(folder, group, about, cases, **more):
    versions = (
        f"benchmarks/peers/golden_backbones.py, torch {torch.__version__}, torchvision {torchvision.__version__},"
        f" timm {timm.__version__}, numpy {np.__version__}; float64"
    )
    head = {"group": group, "about": about, "source": versions, **more}
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    Path(folder, group + ".json").write_text(json.dumps(head)[:-1] + ', "cases": [\n' + lines + "\n]}\n")


def main(folder):
    dicts = {}
    fifty, hundred = [3, 4, 6, 3], [3, 4, 23, 3]
    cases = [
        resnet_case("resnext50_32x4d_hash", "resnext50_32x4d_w16", fifty, 32, 4, (2, 3, 64, 64), False, dicts),
        resnet_case("resnext50_32x4d_train", "resnext50_32x4d_w16", fifty, 32, 4, (4, 3, 64, 64), True, dicts),
        resnet_case("resnext101_64x4d_hash", "resnext101_64x4d_w16", hundred, 64, 4, (1, 3, 64, 64), False, dicts),
        resnet_case("wide_resnet50_2_hash", "wide_resnet50_2_w16", fifty, 1, 128, (2, 3, 64, 64), False, dicts),
    ]
    about = "torchvision ResNeXt and Wide-ResNet with a quarter of the channels (base width 16), weights by rule"
    write(folder, "resnet_grouped", about, cases, state_dicts=dicts)
    write(folder, "backbones", "torchvision ConvNeXt and timm VisionTransformer, made small, weights by rule", [
        convnext_case("convnext", {"base-width": 8, "blocks": "1-1-2-1"}, (2, 3, 64, 64), [8, 16, 32, 64], [1, 1, 2, 1]),
        convnext_case("convnext_patch2_4channels", {"base-width": 4, "blocks": "1-2-1-1", "patch-size": 2, "channels": 4},
                      (2, 4, 40, 32), [4, 8, 16, 32], [1, 2, 1, 1], 2, 4),
        vit_case("vit_token", {}, (2, 3, 32, 32)),
        vit_case("vit_registers", {"registers": 4, "prefix-positions": False, "layer-scale": 1e-5, "channels": 5},
                 (2, 5, 32, 32), reg_tokens=4, no_embed_class=True, init_values=1e-5, in_chans=5),
        vit_case("vit_registers_with_positions", {"registers": 2}, (2, 3, 32, 32), reg_tokens=2),
        vit_case("vit_average", {"pooling": "average"}, (2, 3, 32, 32), global_pool="avg"),
        vit_case("vit_average_no_class_token", {"pooling": "average", "class-token": False, "qkv-bias": False},
                 (2, 3, 32, 32), global_pool="avg", class_token=False, qkv_bias=False),
        vit_case("vit_larger_images", {}, (2, 3, 48, 40), {"precision": "float32"}, dynamic_img_size=True),
        vit_case("vit_smaller_images", {"registers": 1, "prefix-positions": False}, (2, 3, 16, 24),
                 {"precision": "float32"}, reg_tokens=1, no_embed_class=True, dynamic_img_size=True),
    ])


if __name__ == "__main__":
    main(sys.argv[1])
