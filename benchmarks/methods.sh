#!/usr/bin/env bash
# kNN of each method's encoder after a short training on the CIFAR-10 subset, with the small encoder.
# usage: benchmarks/methods.sh CIFAR_FOLDER RUNS_FOLDER [METHOD...]; all methods where none is named.
# Finished runs are not trained again, interrupted ones go on. RUNS_FOLDER/methods.tsv has a line a method: name, kNN top-1
# in %, spread of the embedding at the last step, loss at the first and at the last, seconds. RECIPE, EPOCHS and SEED are
# cifar10, 12 and 1.
# JOBS methods are trained at a time, each on one compute thread: as many as there are cores.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=$1
runs=$2
shift 2
selfsame=${SELFSAME:-$root/selfsame}
table=$runs/methods.tsv
mkdir -p "$runs"
touch "$table"
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046 # a word a method
    set -- $("$selfsame" list methods --json | grep -o '"name":"[^"]*"' | cut -d'"' -f4)
fi
number() { # KEY, of the line on standard input
    sed -n 's/.*"'"$1"'":\(-\{0,1\}[0-9.eE+-]*\).*/\1/p'
}
one() { # METHOD
    local method=$1 run=$runs/$1 trained tested losses
    if cut -f1 "$table" | grep -qx "$method"; then
        return
    fi
    trained=$("$selfsame" train --method "$method" --recipe "${RECIPE:-cifar10}" --data "$data/train" --run "$run" \
        --base-width 16 --epochs "${EPOCHS:-12}" --batch-size 128 --seed "${SEED:-1}" --precision bf16 \
        --threads 1 --workers 1 --resume --json 2>"$run.log") || {
        echo "$method failed: $(tail -n 1 "$run.log")" >&2
        return 1
    }
    tested=$("$selfsame" evaluate knn --run "$run" --train "$data/train" --test "$data/test" --json 2>/dev/null)
    losses=$(grep '"loss"' "$run/metrics.jsonl")
    printf '%s\t%.1f\t%.3f\t%.4g\t%.4g\t%.0f\n' "$method" "$(echo "$tested" | number top1 | awk '{print 100 * $1}')" \
        "$(echo "$losses" | tail -n 1 | number embedding_std)" "$(echo "$losses" | head -n 1 | number loss)" \
        "$(echo "$losses" | tail -n 1 | number loss)" "$(echo "$trained" | number seconds)" | tee -a "$table"
}
export -f one number
export data runs selfsame table
"$selfsame" --version >/dev/null # so that it is built once
printf '%s\n' "$@" | xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -I{} bash -euo pipefail -c 'one {}'
