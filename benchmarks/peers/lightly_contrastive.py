"""Lightly's methods that tell images apart."""

from functools import partial

import torch
from lightly.loss import DCLLoss, DCLWLoss, NTXentLoss
from lightly.models.batchnorm import SplitBatchNorm
from lightly.models.modules import NNMemoryBankModule, heads
from lightly.models.utils import batch_shuffle, batch_unshuffle, select_most_similar
from lightly_base import OneNetwork, simclr_views, two_layers
from torch import nn


class SimCLR(OneNetwork):
    views = staticmethod(simclr_views)

    def head(self, d):
        self.criterion = NTXentLoss(0.5)
        return heads.SimCLRProjectionHead(d, 512, 128)

    def loss(self, views):
        return self.criterion(self(views[0]), self(views[1]))


class DCL(SimCLR):
    def head(self, d):
        self.criterion = DCLLoss(0.1)
        return heads.SimCLRProjectionHead(d, 512, 128)


class DCLW(SimCLR):
    def head(self, d):
        self.criterion = DCLWLoss(0.1, 0.5)
        return heads.SimCLRProjectionHead(d, 512, 128)


class MoCo(OneNetwork):
    """MoCo v2, symmetric; batch norm sees eight parts, and keys go in another order."""

    momentum = 0.99
    norm = partial(SplitBatchNorm, num_splits=8)
    views = staticmethod(simclr_views)

    def head(self, d):
        self.criterion = NTXentLoss(0.1, memory_bank_size=(4096, 128))
        return heads.MoCoProjectionHead(d, 512, 128)

    def one_way(self, x0, x1):
        shuffled, order = batch_shuffle(x1)
        return self.criterion(self(x0), batch_unshuffle(self.slow(shuffled), order))

    def loss(self, views):
        return 0.5 * (self.one_way(views[0], views[1]) + self.one_way(views[1], views[0]))


class DenseCL(MoCo):
    """With what MoCo has in the benchmark; the dense part as in Lightly's example."""

    def head(self, d):
        self.criterion = NTXentLoss(0.1, memory_bank_size=(4096, 128))
        self.criterion_dense = NTXentLoss(0.1, memory_bank_size=(4096, 128))
        return nn.ModuleList([heads.DenseCLProjectionHead(d, 512, 128), heads.DenseCLProjectionHead(d, 512, 128)])

    @staticmethod
    def places(net, x):
        x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
        return net.layer4(net.layer3(net.layer2(net.layer1(x)))).flatten(start_dim=2).transpose(1, 2)  # [N, S, d]

    @staticmethod
    def both(head, places):
        return head[0](places.mean(1)), head[1](places)

    def embedding(self, x):
        return self.projection_head[0](self.backbone(x))

    def loss(self, views):
        places = self.places(self.backbone, views[0])
        query, dense = self.both(self.projection_head, places)
        with torch.no_grad():
            shuffled, order = batch_shuffle(views[1])
            key_places = batch_unshuffle(self.places(self.backbone_momentum, shuffled), order)
            key, key_dense = self.both(self.head_momentum, key_places)
            matched = select_most_similar(places, key_places, key_dense)
        whole = self.criterion(query, key)
        return 0.5 * whole + 0.5 * self.criterion_dense(dense.flatten(end_dim=1), matched.flatten(end_dim=1))


class NNCLR(OneNetwork):
    views = staticmethod(simclr_views)

    def head(self, d):
        self.prediction_head = heads.NNCLRPredictionHead(256, 4096, 256)
        self.criterion = NTXentLoss(0.5)
        self.bank = NNMemoryBankModule(size=(4096, 256))
        return two_layers(d, 2048, 256, True)

    def loss(self, views):
        z0, z1 = (self(x) for x in views)
        p0, p1 = self.prediction_head(z0), self.prediction_head(z1)
        n0 = self.bank(z0.detach(), update=False)
        n1 = self.bank(z1.detach(), update=True)
        return 0.5 * (self.criterion(n0, p1) + self.criterion(n1, p0))
