#!/usr/bin/env bash
# What an encoder is worth with few and with many labels: kNN, linear, logistic regression, and fine-tuning against training
# from scratch, each with 1, 10 and 100 % of the labels, on the CIFAR-10 subset. Small encoder, recipe auto, 30 epochs.
# usage: benchmarks/labels.sh CIFAR_FOLDER RUNS_FOLDER [METHOD...]; simclr, byol and barlow-twins where none is named.
# SEEDS is "1 2 3". RUNS_FOLDER/labels.tsv has a line a figure: encoder, seed, protocol, labels, top-1 in %. What stands there
# is not measured again; finished runs are not trained again, interrupted ones go on.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=$1
runs=$2
shift 2
selfsame=${SELFSAME:-$root/selfsame}
table=$runs/labels.tsv
mkdir -p "$runs"
touch "$table"
if [ $# -eq 0 ]; then
    set -- simclr byol barlow-twins
fi
measure() { # ENCODER SEED PROTOCOL LABELS, then the options of evaluate PROTOCOL
    local encoder=$1 seed=$2 protocol=$3 labels=$4 top1
    shift 4
    if grep -q "^$encoder	$seed	$protocol	$labels	" "$table"; then
        return
    fi
    top1=$("$selfsame" evaluate "$protocol" --train "$data/train" --test "$data/test" --labels "$labels" --seed "$seed" \
        --precision bf16 --json "$@" 2>>"$runs/labels.log" | sed -n 's/.*"top1":\([0-9.]*\).*/\1/p')
    printf '%s\t%s\t%s\t%s\t%s\n' "$encoder" "$seed" "$protocol" "$labels" \
        "$(echo "$top1" | awk '{printf "%.1f", 100 * $1}')" | tee -a "$table"
}
first=$1
for seed in ${SEEDS:-1 2 3}; do
    for method in "$@"; do
        run=$runs/$method-$seed
        "$selfsame" train --method "$method" --recipe auto --data "$data/train" --run "$run" --base-width 16 --epochs 30 \
            --batch-size 128 --seed "$seed" --precision bf16 --resume >/dev/null 2>>"$runs/labels.log"
        for labels in 1% 10% 100%; do
            for protocol in knn linear logistic finetune; do
                measure "$method" "$seed" "$protocol" "$labels" --run "$run"
            done
        done
    done
    for labels in 1% 10% 100%; do
        measure scratch "$seed" finetune "$labels" --run "$runs/$first-$seed" --scratch
    done
done
