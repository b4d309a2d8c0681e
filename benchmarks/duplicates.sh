#!/usr/bin/env bash
# Plants 200 near-duplicates of 100 photographs, has curate find them among others, and counts.
# usage: benchmarks/duplicates.sh PHOTOS MODEL FOLDER [OTHERS [CURATE_OPTION…]], such as
#   benchmarks/duplicates.sh photos runs/byol/encoder.safetensors /tmp/planted cifar/test
# FOLDER gets the copies, and lists, scores and sheets of both kinds: verified by the images, and by embeddings alone.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
photos=$1
model=$2
folder=$3
others=${4:-}
shift $(($# < 4 ? $# : 4))
program=dev.selfsame.benchmarks.curate.PlantedDuplicates
"$root/benchmarks/java" "$program" plant "$photos" "$folder" ${others:+"$others"}
"$root/selfsame" embed --model "$model" --data "$folder/all.txt" --out "$folder/all.npy"
for by in verified embeddings-only; do
    options=()
    if [ "$by" = embeddings-only ]; then
        options=(--embeddings-only)
    fi
    "$root/selfsame" curate duplicates --embeddings "$folder/all.npy" --data "$folder/all.txt" \
        --out "$folder/$by.txt" --sheet "$folder/$by.png" ${options[@]+"${options[@]}"} "$@"
    "$root/benchmarks/java" "$program" count "$folder" "$folder/$by.txt.scores.tsv"
done
