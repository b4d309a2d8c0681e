"""What Lightly's methods share: an encoder and a projection head, where wanted with a slow copy of both.

They are put together from Lightly's losses, heads and views as its CIFAR-10 benchmark and its examples do it; what these
leave open is as recipe cifar10 of Selfsame has it, which names its source.
"""

import copy
from functools import partial

import torch
from common import network
from lightly.models.modules import heads
from lightly.models.utils import deactivate_requires_grad, update_momentum
from lightly.transforms import BYOLTransform, BYOLView1Transform, BYOLView2Transform, SimCLRTransform
from lightly.utils.scheduler import cosine_schedule
from torch import nn

simclr_views = partial(SimCLRTransform, input_size=32, cj_strength=0.5, gaussian_blur=0.0)


def byol_views():
    return BYOLTransform(
        view_1_transform=BYOLView1Transform(input_size=32, gaussian_blur=0.0),
        view_2_transform=BYOLView2Transform(input_size=32, gaussian_blur=0.0),
    )


def two_layers(d, hidden, out, last):
    """A projection head of two layers, with or without a norm after the last."""
    return heads.ProjectionHead([
        (d, hidden, nn.BatchNorm1d(hidden), nn.ReLU()),
        (hidden, out, nn.BatchNorm1d(out) if last else None, None),
    ])


class OneNetwork(nn.Module):
    """An encoder and a projection head; all weights learn by the SGD of Lightly's CIFAR-10 benchmark."""

    momentum = None  # of a slow copy
    rises = False  # whether it goes to 1 on a cosine over all steps
    warmup = 0  # epochs; then cosine by the step, else cosine by the epoch
    norm = nn.BatchNorm2d

    def __init__(self, width):
        super().__init__()
        self.backbone, d = network("resnet18", width, True, self.norm)
        self.projection_head = self.head(d)
        if self.momentum is not None:
            self.backbone_momentum = copy.deepcopy(self.backbone)
            self.head_momentum = self.slow_head(d)
            deactivate_requires_grad(self.backbone_momentum)
            deactivate_requires_grad(self.head_momentum)

    def slow_head(self, d):
        return copy.deepcopy(self.projection_head)

    def forward(self, x):
        return self.projection_head(self.backbone(x))

    @torch.no_grad()
    def slow(self, x):
        return self.head_momentum(self.backbone_momentum(x))

    def before(self, step, steps):
        if self.momentum is not None:
            m = cosine_schedule(step, steps, self.momentum, 1) if self.rises else self.momentum
            update_momentum(self.backbone, self.backbone_momentum, m=m)
            update_momentum(self.projection_head, self.head_momentum, m=m)

    def trained(self):
        return [p for p in self.parameters() if p.requires_grad]

    def optimizer(self, batch):
        return torch.optim.SGD(self.trained(), lr=0.06 * batch / 128, momentum=0.9, weight_decay=5e-4)

    def embedding(self, x):
        """What the loss compares."""
        return self(x)


class Larc(torch.optim.SGD):
    """SGD whose weights learn at most as fast as LARS lets them; norms and biases neither decay nor are slowed down."""

    def __init__(self, trained, lr, momentum, decay, eta):
        super().__init__(trained, lr=lr, momentum=momentum)
        self.defaults.update(decay=decay, eta=eta)

    @torch.no_grad()
    def step(self, closure=None):
        decay, eta = self.defaults["decay"], self.defaults["eta"]
        for group in self.param_groups:
            for p in (p for p in group["params"] if p.ndim > 1):
                weight, gradient = p.norm(), p.grad.norm()
                rate = eta * weight / (gradient + decay * weight + 1e-8)
                p.grad.add_(p, alpha=decay)
                if weight > 0 and gradient > 0 and group["lr"] > 0:
                    p.grad.mul_((rate / group["lr"]).clamp(max=1))
        return super().step(closure)
