#!/usr/bin/env bash
# The page of what methods.sh measured, to standard output.
# usage: benchmarks/methods-page.sh RUNS_FOLDER [LIGHTLY.jsonl] > docs/results/methods.md
# LIGHTLY.jsonl has the lines of benchmarks/peers/methods.py.
set -euo pipefail
table=$1/methods.tsv
lightly=${2:-/dev/null}
cat <<'PAGE'
# The methods after twelve epochs

kNN top-1 in % (k 200, τ 0.1) on 2,000 test images of CIFAR-10 after 12 epochs of 10,000: recipe `cifar10`, ResNet-18 of base
width 16 with the CIFAR stem, batch 128, seed 1, bf16, one compute thread. Recipes are made for hundreds of epochs, so this tells
whether a method learns, not which is best. The untrained encoder has 28.7, raw pixels 33.5. *Lightly* is Lightly's own method with the
same settings, run here. Spread is that of the embedding at the last step (1 is ideal, 0 collapsed). SupCon sees the labels.
What other seeds give, and what Lightly's FroSSL does: [results.md](../results.md#other-seeds).

| method | kNN | Lightly | spread | first loss | last loss |
|---|---|---|---|---|---|
PAGE
awk -F'\t' '
    FILENAME == ARGV[1] { # a line of JSON
        if (match($0, /"method": "[^"]*"/)) {
            name = substr($0, RSTART + 11, RLENGTH - 12)
            if (match($0, /"knn_top1": [0-9.]+/)) {
                theirs[name] = sprintf("%.1f", 100 * substr($0, RSTART + 12, RLENGTH - 12))
            }
        }
        next
    }
    { printf "| %s | %s | %s | %s | %s | %s |\n", $1, $2, theirs[$1], $3, $4, $5 }
' "$lightly" <(sort "$table")
cat <<'PAGE'

```
benchmarks/methods.sh CIFAR RUNS
python benchmarks/peers/methods.py CIFAR/train CIFAR/test > LIGHTLY.jsonl
benchmarks/methods-page.sh RUNS LIGHTLY.jsonl
```
PAGE
