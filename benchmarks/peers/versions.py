"""Prints the versions of the peers as a line of JSON."""

import json
import platform
from importlib.metadata import version

names = ("torch", "torchvision", "lightly", "numpy", "pillow")
print(json.dumps({"python": platform.python_version(), **{name: version(name) for name in names}}))
