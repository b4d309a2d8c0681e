"""What TensorBoard shows of a run that was trained with `--log tensorboard`: its own reader, and its server's interface.

Takes a run. Compares every number with metrics.jsonl, looks at pictures, histograms, text and projector, and prints an
object a line; status 1 where something is missing or differs.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

SCALARS = ("loss", "embedding_std", "effective_rank", "learning_rate", "tau", "temperature", "images", "knn_top1")
PATIENCE = 90  # seconds


def say(what, good, **more):
    print(json.dumps({"check": what, "good": bool(good), **more}), flush=True)
    return bool(good)


def lines(run):
    with open(os.path.join(run, "metrics.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def close(a, b):
    return abs(a - b) <= 1e-6 * max(1, abs(a))


def by_reader(run):
    events = EventAccumulator(os.path.join(run, "tensorboard"), size_guidance={"scalars": 0, "images": 0, "histograms": 0, "tensors": 0})
    events.Reload()
    tags = events.Tags()
    good = say("reader: tags", tags["scalars"] and tags["images"] and tags["histograms"], tags=tags)
    expected = {}
    for line in lines(run):
        for key in SCALARS:
            if line.get(key) is not None:
                expected.setdefault(key, {})[line["step"]] = line[key]
        for term, value in line.get("terms", {}).items():
            expected.setdefault("terms/" + term, {})[line["step"]] = value
    for tag, values in sorted(expected.items()):
        got = [(event.step, event.value) for event in events.Scalars(tag)]
        same = [step for step, _ in got] == sorted(values) and all(close(values[step], value) for step, value in got)
        good &= say("reader: " + tag, same, points=len(got), last=got[-1])
    for tag in tags["histograms"]:
        histograms = events.Histograms(tag)
        value = histograms[-1].histogram_value
        good &= say(
            "reader: histogram " + tag,
            abs(sum(value.bucket) - value.num) < 1e-9,
            steps=[event.step for event in histograms],
            values=value.num,
            most=value.max,
        )
    for tag in tags["images"]:
        images = events.Images(tag)
        good &= say(
            "reader: image " + tag,
            images[-1].encoded_image_string.startswith(b"\x89PNG"),
            steps=[event.step for event in images],
            size=[images[-1].width, images[-1].height],
        )
    return good


class Server:
    """TensorBoard on loopback, at a port of its own choice."""

    def __init__(self, folder):
        words = [sys.executable, "-m", "tensorboard.main", "--logdir", folder, "--port", "0", "--host", "127.0.0.1"]
        self.process = subprocess.Popen([*words, "--load_fast", "false"], stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group()
                return
        raise RuntimeError("TensorBoard didn't start")

    def get(self, path, **query):
        url = self.address + "/data/" + path + ("?" + urllib.parse.urlencode(query) if query else "")
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read()

    def json(self, path, **query):
        return json.loads(self.get(path, **query))

    def close(self):
        self.process.terminate()
        self.process.wait()


def by_server(run):
    server = Server(run)
    try:
        until = time.time() + PATIENCE
        while not (runs := server.json("runs")) and time.time() < until:
            time.sleep(1)
        good = say("server: runs", runs == ["tensorboard"], answer=runs)
        loss = server.json("plugin/scalars/scalars", run="tensorboard", tag="loss")
        steps = [line["step"] for line in lines(run) if "loss" in line]
        good &= say("server: loss", [point[1] for point in loss] == steps, points=len(loss), last=loss[-1])
        tags = server.json("plugin/images/tags")["tensorboard"]
        picture = server.json("plugin/images/images", run="tensorboard", tag="views", sample=0)[0]
        png = server.get("plugin/images/individualImage?" + picture["query"])
        good &= say("server: views", png.startswith(b"\x89PNG"), tags=sorted(tags), bytes=len(png))
        spectrum = server.json("plugin/histograms/histograms", run="tensorboard", tag="singular_values")
        good &= say("server: singular values", len(spectrum) > 1, steps=[entry[1] for entry in spectrum])
        text = server.json("plugin/text/text", run="tensorboard", tag="configuration")
        good &= say("server: configuration", "learning-rate" in text[0]["text"], begins=text[0]["text"][:60])
        projector = [name for name in server.json("plugin/projector/runs")]
        info = server.json("plugin/projector/info", run=projector[0])
        embedding = info["embeddings"][0]
        query = {"run": projector[0], "name": embedding["tensorName"]}
        rows, columns = embedding["tensorShape"]
        values = server.get("plugin/projector/tensor", num_rows=rows, **query)
        names = server.get("plugin/projector/metadata", num_rows=rows + 1, **query).decode().splitlines()
        sprite = server.get("plugin/projector/sprite_image", **query)
        good &= say(
            "server: projector",
            len(values) == 4 * rows * columns and len(names) == rows + ("label" in names[0]) and sprite.startswith(b"\x89PNG"),
            runs=projector,
            shape=[rows, columns],
            names=names[:2],
            sprite=len(sprite),
        )
        wanted, active = {"scalars", "images", "histograms", "text", "projector"}, set()
        while not wanted <= active and time.time() < until:  # it looks whether there is something to show on a thread of its own
            active = {name for name, on in server.json("plugins_listing").items() if on["enabled"]}
            time.sleep(1)
        good &= say("server: plugins", wanted <= active, answer=sorted(active))
        return good
    finally:
        server.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("run")
    run = parser.parse_args().run
    good = by_reader(run)
    good &= by_server(run)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
