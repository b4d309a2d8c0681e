#!/usr/bin/env bash
# Sweeps settings of recipe auto on a held-out tenth of the CIFAR training images; the test images are never touched.
# usage: benchmarks/sweep.sh CIFAR_TRAIN_FOLDER RUNS_FOLDER METHOD [TRAIN_OPTION...], one setting a call, such as
#   benchmarks/sweep.sh cifar/train runs byol --set optimizer.learning-rate=0.3
# A line with kNN top-1 of the held-out images is added to RUNS_FOLDER/sweep.tsv.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
images=$1
runs=$2
method=$3
shift 3
held=$runs/held-out
if [ ! -d "$held" ]; then
    mkdir -p "$runs"
    rm -rf "$held.part"
    for folder in "$images"/*/; do
        class=$(basename "$folder")
        mkdir -p "$held.part/train/$class" "$held.part/test/$class"
        cp "$folder"* "$held.part/train/$class"
        count=$(find "$folder" -type f | wc -l)
        find "$held.part/train/$class" -type f | sort | tail -n "$((count / 10))" |
            xargs -I FILE mv FILE "$held.part/test/$class"
    done
    mv "$held.part" "$held"
fi
name=$method$(echo "$*" | tr -c 'a-zA-Z0-9.=\n' '_')
"$root/selfsame" train --method "$method" --data "$held/train" --run "$runs/$name" --base-width 16 --epochs 12 \
    --batch-size 128 --seed 1 --precision bf16 --threads 1 --workers 1 --resume "$@" >"$runs/$name.log" 2>&1
result=$("$root/selfsame" evaluate knn --run "$runs/$name" --train "$held/train" --test "$held/test" --json \
    2>/dev/null)
echo "$method	$*	$(echo "$result" | sed 's/.*"top1":\([0-9.]*\).*/\1/')" | tee -a "$runs/sweep.tsv"
