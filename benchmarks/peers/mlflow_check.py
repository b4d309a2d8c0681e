"""What a real MLflow server has of runs that are trained with `--log mlflow=URL`.

Starts one on loopback, trains on the demo's images against it: to the end, stopped and resumed, and with the server gone
in between. Compares what the server answers with metrics.jsonl and prints an object a line; status 1 where something is
missing or differs.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from mlflow.tracking import MlflowClient

EXPERIMENT = "selfsame check"
KEYS = ("loss", "embedding_std", "learning_rate", "tau", "images")
PATIENCE = 120  # seconds


def say(what, good, **more):
    print(json.dumps({"check": what, "good": bool(good), **more}), flush=True)
    return bool(good)


class Server:
    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder = folder
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self):
        words = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        store = ["--backend-store-uri", "sqlite:///" + os.path.join(self.folder, "mlflow.db")]
        artifacts = ["--default-artifact-root", os.path.join(self.folder, "artifacts")]
        with open(os.path.join(self.folder, "server.log"), "ab") as log:
            self.process = subprocess.Popen([*words, *store, *artifacts], stdout=log, stderr=log, start_new_session=True)
        until = time.time() + PATIENCE
        while time.time() < until:
            try:
                with urllib.request.urlopen(self.address + "/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.5)
        raise RuntimeError("MLflow didn't start")

    def close(self):
        os.killpg(self.process.pid, 15)  # the group that it was started as
        self.process.wait()


def train(program, run, server, *words):
    small = ["--method", "byol", "--data", "demo", "--base-width", "8", "--batch-size", "64", "--threads", "1"]
    log = ["--log", f"mlflow={server.address}#{EXPERIMENT}", "--set", "log-every=1", "--run", run, "--json"]
    done = subprocess.run([program, "train", *small, *log, *words], capture_output=True, text=True)
    return done.returncode, done.stderr


def compare(what, client, run, status):
    with open(os.path.join(run, "mlflow.json"), encoding="utf-8") as file:
        identifier = json.load(file)["run_id"]
    there = client.get_run(identifier)
    with open(os.path.join(run, "metrics.jsonl"), encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    good = there.info.status == status
    points = {}
    for key in KEYS:
        expected = {line["step"]: line[key] for line in lines if key in line}
        history = client.get_metric_history(identifier, key)
        points[key] = len(history)
        good &= sorted(metric.step for metric in history) == sorted(expected)
        good &= all(abs(metric.value - expected[metric.step]) < 1e-9 * max(1, abs(metric.value)) for metric in history)
    return say(
        what,
        good,
        run=there.info.run_name,
        status=there.info.status,
        points=points,
        parameters=len(there.data.params),
        learning_rate=there.data.params.get("optimizer.learning-rate"),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--selfsame", default=os.path.join(os.path.dirname(__file__), "..", "..", "selfsame"))
    program = parser.parse_args().selfsame
    good = True
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            client = MlflowClient(server.address)
            whole = os.path.join(folder, "whole")
            status, err = train(program, whole, server, "--epochs", "1", "--max-steps", "12")
            good &= say("trains", status == 0, last=err.strip().splitlines()[-1:])
            good &= compare("a whole run", client, whole, "FINISHED")

            broken = os.path.join(folder, "broken")
            train(program, broken, server, "--epochs", "1", "--max-steps", "5")
            train(program, broken, server, "--epochs", "1", "--max-steps", "12", "--resume")
            good &= compare("a run that went on", client, broken, "FINISHED")

            server.close()
            gone = os.path.join(folder, "gone")
            status, err = train(program, gone, server, "--epochs", "1", "--max-steps", "5")
            said = [line for line in err.splitlines() if "MLflow" in line]
            good &= say("trains without its server", status == 0 and len(said) == 2, said=said)
            server.start()
            status, err = train(program, gone, server, "--epochs", "1", "--max-steps", "12", "--resume")
            with open(os.path.join(gone, "mlflow.json"), encoding="utf-8") as file:
                identifier = json.load(file)["run_id"]
            steps = [metric.step for metric in client.get_metric_history(identifier, "loss")]
            good &= say("goes on when it is back", status == 0 and steps == list(range(6, 13)), steps=steps)
            experiment = client.get_experiment_by_name(EXPERIMENT)
            runs = client.search_runs([experiment.experiment_id])
            good &= say("experiment", len(runs) == 3, name=experiment.name, runs=sorted(run.info.run_name for run in runs))
        finally:
            server.close()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
