#!/usr/bin/env bash
# kNN of encoders trained on the CIFAR-10 subset (folders train/ and test/ with a folder a class), recipe cifar10 and auto.
# usage: benchmarks/cifar.sh CIFAR_FOLDER RUNS_FOLDER [CELL...]; a cell is METHOD-ENCODER-RECIPE, such as byol-small-cifar10.
# Runs that are finished are only evaluated again, interrupted ones go on.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=$1
runs=$2
shift 2
if [ $# -eq 0 ]; then
    set -- simclr-small-cifar10 byol-small-cifar10 barlow-twins-small-cifar10 byol-full-cifar10 \
        simclr-small-auto byol-small-auto barlow-twins-small-auto
fi
knn() {
    "$root/selfsame" evaluate knn "$@" --train "$data/train" --test "$data/test" --json
}
for cell in "$@"; do
    recipe=${cell##*-}
    rest=${cell%-*}
    encoder=${rest##*-}
    method=${rest%-*}
    case $encoder in
    small) size="--base-width 16 --epochs 30" ;;
    full) size="--base-width 64 --epochs 10" ;;
    *) echo "no encoder $encoder" >&2 && exit 2 ;;
    esac
    # shellcheck disable=SC2086 # two options
    "$root/selfsame" train --method "$method" --recipe "$recipe" --data "$data/train" --run "$runs/$cell" \
        $size --batch-size 128 --seed 1 --precision bf16 --resume >/dev/null
    echo "$cell $(knn --run "$runs/$cell")"
    if [ ! -e "$runs/$encoder.base" ]; then
        echo "$encoder-untrained $(knn --run "$runs/$cell" --untrained)" | tee "$runs/$encoder.base"
        echo "$encoder-raw $(knn --run "$runs/$cell" --raw)" | tee -a "$runs/$encoder.base"
    fi
done
