"""Lightly's Barlow Twins on the settings of recipe cifar10, to compare with benchmarks/cifar.sh. Prints a line an epoch,
with kNN every few.

usage: python barlow_twins.py CIFAR_TRAIN CIFAR_TEST [--epochs 30] [--width 16] [--threads 1] [--every 5] [--seed 1]
    [--weights FILE.safetensors] [--batches FILE.bf16] [--fp32-loss] [--stop EPOCH]

--weights starts from those that dev.selfsame.benchmarks.FirstSteps or WriteBatches wrote, --batches trains on those of the
latter. --fp32-loss computes the loss outside autocast, as Selfsame does. --stop ends after so many epochs of the schedule.
"""

import argparse
import math
import time

import numpy as np
import torch
from lightly.data import LightlyDataset
from lightly.loss import BarlowTwinsLoss
from lightly.models.modules.heads import ProjectionHead
from lightly.transforms import BYOLTransform, BYOLView1Transform, BYOLView2Transform
from safetensors.torch import load_file
from torch import nn
from torchvision import transforms
from torchvision.models.resnet import BasicBlock, ResNet


def backbone(width):
    net = ResNet(BasicBlock, [2, 2, 2, 2])
    net.inplanes = width
    net.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
    net.bn1 = nn.BatchNorm2d(width)
    net.maxpool = nn.Identity()
    for i in range(4):
        setattr(net, f"layer{i + 1}", net._make_layer(BasicBlock, width << i, 2, stride=1 if i == 0 else 2))
    net.fc = nn.Identity()
    for m in net.modules():
        if isinstance(m, nn.Conv2d):
            nn.init.kaiming_normal_(m.weight, mode="fan_out", nonlinearity="relu")
    return net


def projector(d):
    return ProjectionHead([(d, 2048, nn.BatchNorm1d(2048), nn.ReLU()), (2048, 2048, None, None)])


def views():
    return BYOLTransform(
        view_1_transform=BYOLView1Transform(input_size=32, gaussian_blur=0.0),
        view_2_transform=BYOLView2Transform(input_size=32, gaussian_blur=0.0),
    )


def batches(file, epoch, size=128, side=32):
    """Those of an epoch, of which WriteBatches wrote 78 steps."""
    written = np.memmap(file, dtype=np.int16, mode="r").reshape(-1, 2, size, side, side, 3)
    for step in written[78 * epoch:78 * (epoch + 1)]:
        pair = torch.from_numpy(np.array(step)).view(torch.bfloat16).float().permute(0, 1, 4, 2, 3)
        yield (pair[0], pair[1]), None, None


@torch.no_grad()
def features(net, folder):
    net.eval()
    plain = transforms.Compose([
        transforms.ToTensor(),
        transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    ])
    data = LightlyDataset(folder, transform=plain)
    rows, labels = [], []
    for x, y, _ in torch.utils.data.DataLoader(data, batch_size=500):
        rows.append(nn.functional.normalize(net(x), dim=1))
        labels.append(y)
    net.train()
    return torch.cat(rows), torch.cat(labels)


def knn(net, train, test, k=200, t=0.1):
    bank, known = features(net, train)
    asked, truth = features(net, test)
    sims, nearest = (asked @ bank.T).topk(k)
    votes = torch.zeros(len(asked), 10).scatter_add_(1, known[nearest], (sims / t).exp())
    return (votes.argmax(1) == truth).float().mean().item()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--width", type=int, default=16)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weights")
    parser.add_argument("--batches")
    parser.add_argument("--fp32-loss", action="store_true")
    parser.add_argument("--stop", type=int)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    net = backbone(a.width).to(memory_format=torch.channels_last)
    head = projector(a.width * 8)
    if a.weights:
        given = load_file(a.weights)
        given = {name: value for name, value in given.items() if not name.startswith("batch.")}
        nn.ModuleDict({"encoder": net, "projector": head}).load_state_dict(given)
    loader = torch.utils.data.DataLoader(
        LightlyDataset(a.train, transform=views()), batch_size=128, shuffle=True, drop_last=True, num_workers=1)
    loss_of = BarlowTwinsLoss()
    parameters = [*net.parameters(), *head.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=0.06, momentum=0.9, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, a.epochs)
    step = 0
    print(f"untrained {knn(net, a.train, a.test):.4f}", flush=True)
    for epoch in range(min(a.epochs, a.stop or a.epochs)):
        since = time.time()
        losses = []
        for (x0, x1), _, _ in batches(a.batches, epoch) if a.batches else loader:
            with torch.autocast("cpu", torch.bfloat16):
                z0 = head(net(x0.to(memory_format=torch.channels_last)))
                z1 = head(net(x1.to(memory_format=torch.channels_last)))
                if not a.fp32_loss:
                    loss = loss_of(z0, z1)
            if a.fp32_loss:
                loss = loss_of(z0.float(), z1.float())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            if step < 20 or step % 100 == 0:
                with torch.no_grad():
                    n = nn.functional.normalize(z0.float(), dim=1)
                    spread = (n.std(0, correction=0).mean() * math.sqrt(n.shape[1])).item()
                print(f"step {step} loss {loss.item():.1f} spread {spread:.3f}", flush=True)
            step += 1
        schedule.step()
        line = f"epoch {epoch} mean {np.mean(losses):.1f} last {losses[-1]:.1f} seconds {time.time() - since:.0f}"
        if (epoch + 1) % a.every == 0:
            line += f" knn {knn(net, a.train, a.test):.4f}"
        print(line, flush=True)


if __name__ == "__main__":
    main()
