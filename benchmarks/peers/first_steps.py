"""Lightly's Barlow Twins from the weights and on the batches that dev.selfsame.benchmarks.FirstSteps wrote.

usage: python first_steps.py FILE.safetensors bf16|fp32
"""

import sys

import torch
from barlow_twins import backbone, projector
from lightly.loss import BarlowTwinsLoss
from lightly.utils.debug import std_of_l2_normalized
from safetensors.torch import load_file

given = load_file(sys.argv[1])
bf16 = sys.argv[2] == "bf16"
torch.set_num_threads(1)
net = torch.nn.ModuleDict({"encoder": backbone(16), "projector": projector(128)})
net.load_state_dict({name: value for name, value in given.items() if not name.startswith("batch.")})
optimizer = torch.optim.SGD(net.parameters(), lr=0.06, momentum=0.9, weight_decay=5e-4)
loss_of = BarlowTwinsLoss()
step = 0
while f"batch.{step}.0" in given:
    views = [given[f"batch.{step}.{view}"].permute(0, 3, 1, 2) for view in range(2)]
    with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
        z0, z1 = (net["projector"](net["encoder"](x)) for x in views)
        loss = loss_of(z0, z1)
    optimizer.zero_grad()
    loss.backward()
    gradient = torch.nn.utils.get_total_norm([p.grad for p in net.parameters()]).item()
    spread = std_of_l2_normalized(z0.detach().float()).item() * z0.shape[1] ** 0.5
    optimizer.step()
    step += 1
    print(f"step {step} loss {loss.item():.3f} gradient {gradient:.1f} spread {spread:.3f}", flush=True)
