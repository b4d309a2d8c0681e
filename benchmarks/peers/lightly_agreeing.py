"""Lightly's methods that have no negatives."""

import torch
from lightly.loss import (
    BarlowTwinsLoss, DINOLoss, FroSSLLoss, NegativeCosineSimilarity, SwaVLoss, TiCoLoss, VICRegLoss)
from lightly.models.modules import heads
from lightly.transforms import (
    BYOLView1Transform, DINOTransform, FastSiamTransform, MoCoV2Transform, SimSiamTransform, SwaVTransform)
from lightly.transforms.multi_view_transform import MultiViewTransform
from lightly_base import Larc, OneNetwork, byol_views, two_layers
from torch import nn


class BYOL(OneNetwork):
    momentum = 0.99
    views = staticmethod(byol_views)

    def head(self, d):
        self.prediction_head = heads.BYOLPredictionHead(256, 1024, 256)
        self.criterion = NegativeCosineSimilarity()
        return heads.BYOLProjectionHead(d, 1024, 256)

    def embedding(self, x):
        return self.prediction_head(self(x))

    def loss(self, views):
        p0, p1 = (self.embedding(x) for x in views)
        z0, z1 = (self.slow(x) for x in views)
        return 0.5 * (self.criterion(p0, z1) + self.criterion(p1, z0))


class SimSiam(OneNetwork):
    @staticmethod
    def views():
        return SimSiamTransform(input_size=32, gaussian_blur=0.0)

    def head(self, d):
        self.prediction_head = heads.SimSiamPredictionHead(2048, 512, 2048)
        self.criterion = NegativeCosineSimilarity()
        return two_layers(d, 2048, 2048, True)

    def optimizer(self, batch):
        return torch.optim.SGD(self.trained(), lr=0.06, momentum=0.9, weight_decay=5e-4)

    def loss(self, views):
        z = [self(x) for x in views]
        p = [self.prediction_head(each) for each in z]
        total = 0
        for i, each in enumerate(p):
            others = [z[j].detach() for j in range(len(z)) if j != i]
            total += self.criterion(each, sum(others) / len(others)) / len(z)
        return total


class FastSiam(SimSiam):
    @staticmethod
    def views():
        return FastSiamTransform(num_views=4, input_size=32, gaussian_blur=0.0)


class BarlowTwins(OneNetwork):
    views = staticmethod(byol_views)

    def head(self, d):
        self.criterion = BarlowTwinsLoss()
        return two_layers(d, 2048, 2048, False)

    def loss(self, views):
        return self.criterion(self(views[0]), self(views[1]))


class VICReg(BarlowTwins):
    """As solo-learn's cifar/vicreg.yaml: other views, LARS that only slows down, and ten epochs of warm-up."""

    warmup = 10

    @staticmethod
    def views():
        return MultiViewTransform(
            [BYOLView1Transform(input_size=32, min_scale=0.2, gaussian_blur=0.0, solarization_prob=0.1)] * 2)

    def head(self, d):
        self.criterion = VICRegLoss(mu_param=50)  # solo-learn weighs the sum of both views by 25
        return heads.VICRegProjectionHead(d, 2048, 2048, num_layers=3)

    def optimizer(self, batch):
        return Larc(self.trained(), lr=0.3 * batch / 256, momentum=0.9, decay=1e-4, eta=0.02)


class FroSSL(VICReg):
    """As the authors' cifar/frossl.yaml, but by Lightly's loss, which isn't centred."""

    @staticmethod
    def views():
        return MoCoV2Transform(input_size=32, min_scale=0.08, cj_strength=1.0, gaussian_blur=0.0)

    def head(self, d):
        self.criterion = FroSSLLoss()
        return heads.VICRegProjectionHead(d, 2048, 1024, num_layers=3)

    def loss(self, views):
        return self.criterion([self(x) for x in views])


class TiCo(OneNetwork):
    """As Lightly's Imagenette benchmark, the views without blur."""

    warmup = 20
    momentum = 0.996
    rises = True
    views = staticmethod(byol_views)

    def head(self, d):
        self.criterion = TiCoLoss()
        return heads.TiCoProjectionHead(d, 1024, 256)

    def optimizer(self, batch):
        return torch.optim.SGD(self.trained(), lr=0.3 * batch / 256, momentum=0.9, weight_decay=1e-4)

    def loss(self, views):
        return self.criterion(self(views[0]), self.slow(views[1]))


class SwAV(OneNetwork):
    @staticmethod
    def views():
        return SwaVTransform(
            crop_sizes=(32,), crop_counts=(2,), crop_min_scales=(0.14,), crop_max_scales=(1.0,), cj_strength=0.5,
            gaussian_blur=0.0)

    def head(self, d):
        self.prototypes = heads.SwaVPrototypes(128, 512)
        self.criterion = SwaVLoss()
        return heads.SwaVProjectionHead(d, 512, 128)

    def optimizer(self, batch):
        return torch.optim.Adam(self.trained(), lr=1e-3 * batch / 128, weight_decay=1e-6)

    def before(self, step, steps):
        self.prototypes.normalize()

    def loss(self, views):
        return self.criterion([self.prototypes(nn.functional.normalize(self(x), dim=1)) for x in views], [])


class DINO(OneNetwork):
    momentum = 0.99

    @staticmethod
    def views():
        return DINOTransform(global_crop_size=32, n_local_views=0, gaussian_blur=(0, 0, 0))

    def head(self, d):
        head = heads.DINOProjectionHead(d, 2048, 256, 2048, batch_norm=True)
        head.layers = heads.ProjectionHead([(d, 2048, nn.BatchNorm1d(2048), nn.GELU()), (2048, 256, None, None)]).layers
        self.criterion = DINOLoss(output_dim=2048)
        return head

    def slow_head(self, d):
        head = self.head(d)  # weight norm can't be copied
        head.load_state_dict(self.projection_head.state_dict())
        return head

    def loss(self, views):
        return self.criterion([self.slow(x) for x in views[:2]], [self(x) for x in views])
