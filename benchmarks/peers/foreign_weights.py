"""Weights that PyTorch, torchvision and Lightly saved, through Selfsame: the same embeddings, and the way back.

Saves torchvision's networks (fresh weights, batch-norm statistics of real images) as .pth in both formats, as
safetensors and by the layouts of published checkpoints, and trains Lightly's SimCLR example for two steps, whose .ckpt
Lightning writes. Embeds squares of the images given with PyTorch and with `selfsame embed`, compares, exports, and loads
what was exported into torchvision; the image files themselves are compared too, without a bound. Prints a line of JSON for
each; fails where the largest difference is more than 1e-4 of the largest value, or bytes differ.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np
import pytorch_lightning as pl
import torch
import torchvision
from common import MEAN, STD, files_of
from lightly.loss import NTXentLoss
from lightly.models.modules import SimCLRProjectionHead
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import nn
from torchvision import transforms

SIZE = 224
SHORT_SIDE = 256
BOUND = 1e-4
HEADS = ("fc", "classifier", "heads")


def crops(files, out):
    """Squares of the shorter side that both sides resize to, so that they see the same pixels."""
    out.mkdir(parents=True, exist_ok=True)
    cut = transforms.Compose([transforms.Resize(SHORT_SIDE), transforms.CenterCrop(SHORT_SIDE)])
    for i, file in enumerate(files):
        cut(Image.open(file).convert("RGB")).save(out / f"{i:04}.png")
    return views(sorted(out.glob("*.png")))


def views(files):
    view = transforms.Compose([
        transforms.Resize(SHORT_SIDE),
        transforms.CenterCrop(SIZE),
        transforms.ToTensor(),
        transforms.Normalize(MEAN, STD),
    ])
    return torch.stack([view(Image.open(file).convert("RGB")) for file in files])


def network(name):
    torch.manual_seed(1)
    if name == "vit":
        net = torchvision.models.VisionTransformer(SIZE, 16, num_layers=12, num_heads=3, hidden_dim=192, mlp_dim=768)
        nn.init.normal_(net.heads.head.weight)
        return net
    return getattr(torchvision.models, name)(weights=None)


def embedder(name, net):
    """The network without its classifier."""
    if name.startswith("convnext"):
        net.classifier = nn.Sequential(net.classifier[0], net.classifier[1])
    elif name == "vit":
        net.heads = nn.Identity()
    else:
        net.fc = nn.Identity()
    return net


@torch.no_grad()
def embed(net, images):
    return net.eval()(images).flatten(1).numpy()


def layouts(state):
    """Checkpoints as the papers' code and its re-implementations write them."""
    other = {key: torch.randn_like(value) if value.is_floating_point() else value for key, value in state.items()}
    net = lambda prefix, weights=state: {prefix + key: value for key, value in weights.items() if key.split(".")[0] not in HEADS}
    optimizer = {"state": {0: {"momentum_buffer": torch.zeros(3)}}, "param_groups": [{"lr": 0.1, "params": [0]}]}
    yield "moco", {
        "epoch": 200,
        "arch": "resnet50",
        "state_dict": {
            **net("module.encoder_q."),
            "module.encoder_q.fc.0.weight": torch.zeros(4, 4),
            **net("module.encoder_k.", other),
            "module.queue": torch.zeros(4, 8),
            "module.queue_ptr": torch.zeros(1, dtype=torch.long),
        },
        "optimizer": optimizer,
    }
    yield "byol", {**net("online_encoder.net."), **net("target_encoder.net.", other), "online_predictor.net.0.weight": torch.zeros(2, 2)}
    yield "barlow-twins", {"epoch": 1000, "model": {**net("module.backbone."), "module.projector.0.weight": torch.zeros(4, 4)}, "optimizer": optimizer}
    yield "swav", {**net("module."), "module.projection_head.0.weight": torch.zeros(4, 4), "module.prototypes.weight": torch.zeros(4, 4)}
    yield "simsiam", {"state_dict": {**net("module.encoder."), "module.encoder.fc.0.weight": torch.zeros(4, 4), "module.predictor.0.weight": torch.zeros(2, 2)}}
    yield "dino", {
        "student": {**net("module.backbone.", other), "module.head.mlp.0.weight": torch.zeros(4, 4)},
        "teacher": {**net("backbone."), "head.mlp.0.weight": torch.zeros(4, 4)},
        "args": argparse.Namespace(arch="resnet50", out=pathlib.PurePosixPath("/tmp")),
    }
    yield "solo-learn", {"state_dict": {**net("backbone."), **net("momentum_backbone.", other), "classifier.weight": torch.zeros(4, 4)}}


class SimCLR(pl.LightningModule):
    """As Lightly's example for PyTorch Lightning has it."""

    def __init__(self):
        super().__init__()
        self.save_hyperparameters()
        resnet = torchvision.models.resnet18()
        self.backbone = nn.Sequential(*list(resnet.children())[:-1])
        self.projection_head = SimCLRProjectionHead(512, 2048, 2048)
        self.criterion = NTXentLoss()

    def training_step(self, batch, _):
        first, second = (self.projection_head(self.backbone(x).flatten(1)) for x in batch)
        return self.criterion(first, second)

    def configure_optimizers(self):
        optimizer = torch.optim.SGD(self.parameters(), lr=0.06, momentum=0.9)
        return [optimizer], [torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)]


def lightly_checkpoint(path, images):
    pl.seed_everything(1)
    model = SimCLR()
    pairs = torch.utils.data.TensorDataset(images, images.flip(3))
    trainer = pl.Trainer(max_steps=2, accelerator="cpu", logger=False, enable_checkpointing=False, enable_progress_bar=False)
    trainer.fit(model, torch.utils.data.DataLoader(pairs, batch_size=8))
    trainer.save_checkpoint(path)
    return embed(model.backbone, images)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("images")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--networks", nargs="+", default=["resnet18", "resnet50"])
    parser.add_argument("--count", type=int, default=16)
    parser.add_argument("--selfsame", default="./selfsame")
    a = parser.parse_args()
    folder = a.out / "crops"
    files = files_of(a.images)[: a.count]
    images = crops(files, folder)
    (a.out / "files.txt").write_text("".join(f"{pathlib.Path(file).absolute()}\n" for file in files))
    failed = False

    def selfsame(*words):
        subprocess.run([a.selfsame, *map(str, words)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def compare(file, expected, source=folder, bound=BOUND):
        nonlocal failed
        out = a.out / "ours.npy"
        selfsame("embed", "--model", file, "--data", source, "--out", out, "--threads", 1)
        ours = np.load(out)
        far = float(np.abs(ours - expected).max() / np.abs(expected).max())
        failed |= not far <= bound
        told = {"file": file.name, "images": source.name, "dimensions": ours.shape[1], "largest_difference": far}
        print(json.dumps(told), flush=True)

    for name in a.networks:
        net = network(name)
        with torch.no_grad():
            for _ in range(3):
                net.train()(images)
        state = net.state_dict()
        expected = embed(embedder(name, net), images)
        files = [a.out / f"{name}.pth", a.out / f"{name}-old.pth", a.out / f"{name}.safetensors"]
        torch.save(state, files[0])
        torch.save(state, files[1], _use_new_zipfile_serialization=False)
        save_file(dict(state), files[2])
        for file in files:
            compare(file, expected)
        # Decoded and resized by each side itself, which differs by a level here and there: no bound of ours.
        compare(files[0], embed(net, views((a.out / "files.txt").read_text().split("\n")[:-1])), a.out / "files.txt", 1)
        if name == "resnet50":
            for layout, content in layouts(state):
                file = a.out / f"{layout}.pth"
                torch.save(content, file)
                compare(file, expected)
                file.unlink()
        exported = a.out / f"{name}-exported.safetensors"
        selfsame("export", "--model", files[0], "--out", exported)
        back = load_file(exported)
        same = True
        if name != "vit":  # whose names here are timm's
            same = all(torch.equal(back[key], state[key]) for key in back) and set(back) == set(net.state_dict())
            again = embedder(name, network(name))
            again.load_state_dict(back)
            same &= bool(np.array_equal(embed(again, images), expected))
        failed |= not same
        print(json.dumps({"file": exported.name, "same_in_torchvision": same}), flush=True)
        compare(exported, expected)
        for file in [*files, exported]:
            file.unlink()
    checkpoint = a.out / "lightly-simclr.ckpt"
    expected = lightly_checkpoint(checkpoint, images)
    compare(checkpoint, expected)
    checkpoint.unlink()
    sys.exit(failed)


if __name__ == "__main__":
    main()
