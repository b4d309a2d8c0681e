"""Training by Lightly's loop: the peers' side of dev.selfsame.benchmarks.ours.TrainingSpeed and StepSpeed.

Recipe cifar10 is that of Lightly's CIFAR-10 benchmark, imagenet that of its ResNet-50 benchmark; the loop is that of its
examples (examples/pytorch/simclr.py and byol.py). --fixed takes the step alone, on one batch.
"""

import argparse
import copy
import time

import torch
from common import VARIANTS, channels_last, network, repeated, tell, training_images
from lightly.loss import NegativeCosineSimilarity, NTXentLoss
from lightly.models.modules.heads import BYOLPredictionHead, BYOLProjectionHead, SimCLRProjectionHead
from lightly.models.utils import deactivate_requires_grad, get_weight_decay_parameters, update_momentum
from lightly.utils.lars import LARS
from lightly.utils.scheduler import cosine_schedule
from torch import nn


class SimCLR(nn.Module):
    def __init__(self, backbone, features, recipe):
        super().__init__()
        self.backbone = backbone
        hidden = 512 if recipe == "cifar10" else 2048
        self.projection_head = SimCLRProjectionHead(features, hidden, 128)
        self.criterion = NTXentLoss(0.5 if recipe == "cifar10" else 0.1)

    def forward(self, x):
        return self.projection_head(self.backbone(x).flatten(start_dim=1))

    def before(self, step):
        pass

    def loss(self, x0, x1):
        return self.criterion(self(x0), self(x1))


class BYOL(nn.Module):
    def __init__(self, backbone, features, recipe):
        super().__init__()
        self.recipe = recipe
        hidden = 1024 if recipe == "cifar10" else 4096
        self.backbone = backbone
        self.projection_head = BYOLProjectionHead(features, hidden, 256)
        self.prediction_head = BYOLPredictionHead(256, hidden, 256)
        self.backbone_momentum = copy.deepcopy(self.backbone)
        self.projection_head_momentum = copy.deepcopy(self.projection_head)
        deactivate_requires_grad(self.backbone_momentum)
        deactivate_requires_grad(self.projection_head_momentum)
        self.criterion = NegativeCosineSimilarity()

    def forward(self, x):
        return self.prediction_head(self.projection_head(self.backbone(x).flatten(start_dim=1)))

    @torch.no_grad()
    def forward_momentum(self, x):
        return self.projection_head_momentum(self.backbone_momentum(x).flatten(start_dim=1)).detach()

    def before(self, step):
        m = 0.99 if self.recipe == "cifar10" else cosine_schedule(step, 1_000_000, 0.99, 1)
        update_momentum(self.backbone, self.backbone_momentum, m=m)
        update_momentum(self.projection_head, self.projection_head_momentum, m=m)

    def loss(self, x0, x1):
        p0 = self(x0)
        z0 = self.forward_momentum(x0)
        p1 = self(x1)
        z1 = self.forward_momentum(x1)
        return 0.5 * (self.criterion(p0, z1) + self.criterion(p1, z0))


def optimizer_of(model, recipe, batch):
    trained = [p for p in model.parameters() if p.requires_grad]
    if recipe == "cifar10":
        return torch.optim.SGD(trained, lr=0.06 * batch / 128, momentum=0.9, weight_decay=5e-4)
    modules = [m for n, m in model.named_children() if "momentum" not in n and n != "criterion"]
    decayed, plain = get_weight_decay_parameters(modules)
    return LARS(
        [{"params": decayed}, {"params": plain, "weight_decay": 0.0}],
        lr=0.45 * batch / 256, momentum=0.9, weight_decay=1e-6)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("images")
    parser.add_argument("method", choices=("simclr", "byol"))
    parser.add_argument("recipe", choices=("cifar10", "imagenet"))
    parser.add_argument("--variant", choices=VARIANTS, required=True)
    parser.add_argument("--precision", choices=("fp32", "bf16"), required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--warm-up", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--fixed", action="store_true")
    parser.add_argument("--say-first", action="store_true", help="print a line after the first step")
    a = parser.parse_args()
    small = a.recipe == "cifar10"
    backbone, features = network("resnet18" if small else "resnet50", a.width, small)
    model = {"simclr": SimCLR, "byol": BYOL}[a.method](backbone, features, a.recipe)
    layout = torch.channels_last if channels_last(a.variant) else torch.contiguous_format
    model.to(memory_format=layout)
    optimizer = optimizer_of(model, a.recipe, a.batch)
    images = training_images(a.variant, a.images, a.method, 32 if small else 224)
    least = a.batch * (a.warm_up + a.steps)
    if len(images) < least:
        images = repeated(images, least)
    loader = torch.utils.data.DataLoader(
        images, batch_size=a.batch, shuffle=True, drop_last=True, num_workers=0 if a.fixed else a.workers)
    batches = iter(loader)
    if a.fixed:
        (x0, x1), _, _ = next(batches)
        x0, x1 = x0.contiguous(memory_format=layout), x1.contiguous(memory_format=layout)
    total = 0.0
    since = time.perf_counter()
    for step in range(a.warm_up + a.steps):
        if step == a.warm_up:
            since = time.perf_counter()
        model.before(step)
        if not a.fixed:
            (x0, x1), _, _ = next(batches)
            if channels_last(a.variant):
                x0, x1 = x0.to(memory_format=layout), x1.to(memory_format=layout)
        with torch.autocast("cpu", torch.bfloat16, enabled=a.precision == "bf16"):
            loss = model.loss(x0, x1)
        total += loss.detach()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        if a.say_first and step == 0:
            print("step 1/", flush=True)
    passed = time.perf_counter() - since
    tell(a.steps * a.batch, passed, batch=a.batch, steps=a.steps, workers=a.workers, loss=loss.item(),
         parameters=sum(p.numel() for p in model.parameters() if p.requires_grad))


if __name__ == "__main__":
    main()
