"""What the peers' programs share: views, data, networks, and the line of JSON that each ends with.

Variants: "lightly" is Lightly as its examples run it, channels first; "lightly-cl" the same, channels last; "v2" is
torchvision's transforms v2 on tensors that torchvision decoded, channels last.
"""

import glob
import json
import os

import torch
from lightly.data import LightlyDataset
from lightly.transforms import BYOLTransform, BYOLView1Transform, BYOLView2Transform, SimCLRTransform
from torch import nn
from torchvision import io
from torchvision.models.resnet import BasicBlock, Bottleneck, ResNet
from torchvision.transforms import v2

VARIANTS = ("lightly", "lightly-cl", "v2")
MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)
SMALL = 64  # up to here, no blur and half of SimCLR's jitter, as in Lightly's CIFAR-10 benchmark


def tell(images, seconds, **more):
    print(json.dumps({"images": images, "seconds": seconds, **more}), flush=True)


def channels_last(variant):
    return variant != "lightly"


def lightly_views(method, size):
    small = size <= SMALL
    if method == "simclr":
        return SimCLRTransform(input_size=size, **({"cj_strength": 0.5, "gaussian_blur": 0.0} if small else {}))
    blur = {"gaussian_blur": 0.0} if small else {}
    return BYOLTransform(
        view_1_transform=BYOLView1Transform(input_size=size, **blur),
        view_2_transform=BYOLView2Transform(input_size=size, **blur),
    )


def v2_view(size, jitter, blur, solarize):
    """As Lightly's, for tensors of uint8; the kernel of the blur is a tenth of the side, as in SimCLR's paper."""
    steps = [
        v2.RandomResizedCrop(size, scale=(0.08, 1.0), antialias=True),
        v2.RandomHorizontalFlip(),
        v2.RandomApply([v2.ColorJitter(*jitter)], p=0.8),
        v2.RandomGrayscale(0.2),
    ]
    if blur > 0:
        steps.append(v2.RandomApply([v2.GaussianBlur(size // 10 | 1, (0.1, 2.0))], p=blur))
    if solarize > 0:
        steps.append(v2.RandomSolarize(threshold=128, p=solarize))
    return v2.Compose([*steps, v2.ToDtype(torch.float32, scale=True), v2.Normalize(MEAN, STD)])


def v2_views(method, size):
    small = size <= SMALL
    if method == "simclr":
        strength = 0.5 if small else 1.0
        view = v2_view(size, (0.8 * strength, 0.8 * strength, 0.8 * strength, 0.2 * strength), 0 if small else 0.5, 0)
        return [view, view]
    jitter = (0.4, 0.4, 0.2, 0.1)
    return [v2_view(size, jitter, 0 if small else 1, 0), v2_view(size, jitter, 0 if small else 0.1, 0.2)]


def files_of(folder):
    return sorted(f for f in glob.glob(os.path.join(folder, "**", "*"), recursive=True) if os.path.isfile(f))


class TensorImages(torch.utils.data.Dataset):
    """Images decoded to tensors, and what is made of each."""

    def __init__(self, folder, make):
        self.files = files_of(folder)
        self.make = make

    def __len__(self):
        return len(self.files)

    def __getitem__(self, i):
        file = self.files[i]
        return self.make(io.decode_image(io.read_file(file), mode=io.ImageReadMode.RGB)), 0, file


class Pair:
    """Both views of an image; a class, so that workers can be given it."""

    def __init__(self, views):
        self.views = views

    def __call__(self, image):
        return [view(image) for view in self.views]


def training_images(variant, folder, method, size):
    if variant == "v2":
        return TensorImages(folder, Pair(v2_views(method, size)))
    return LightlyDataset(folder, transform=lightly_views(method, size))


def repeated(dataset, least):
    """The dataset over and over, so that an epoch doesn't end."""
    return torch.utils.data.ConcatDataset([dataset] * (least // len(dataset) + 1))


def network(name, width, cifar_stem, norm=nn.BatchNorm2d):
    """torchvision's ResNet with another stem, width or norm, without its last layer."""
    block, layers = {"resnet18": (BasicBlock, [2, 2, 2, 2]), "resnet50": (Bottleneck, [3, 4, 6, 3])}[name]
    net = ResNet(block, layers, norm_layer=norm)
    net.inplanes = width
    stem = (3, 1, 1) if cifar_stem else (7, 2, 3)
    net.conv1 = nn.Conv2d(3, width, *stem, bias=False)
    net.bn1 = norm(width)
    if cifar_stem:
        net.maxpool = nn.Identity()
    for i, count in enumerate(layers):
        setattr(net, f"layer{i + 1}", net._make_layer(block, width << i, count, stride=1 if i == 0 else 2))
    features = net.fc.in_features * width // 64
    net.fc = nn.Identity()
    for m in net.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
    return net, features
