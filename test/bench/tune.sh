#!/bin/bash
# Score against time for variants of the schedule (src/loop/search/search_schedule.hpp), on seed 1 (or SEED):
#   test/with_postgres.sh test/bench/tune.sh merge=0.2 merge=0.6 "windows=0 merge=0.5"
# Each argument is one variant; without any, half and twice of every field that is a share of a round. The
# first line is the usual schedule. See regret.sh for the columns.
set -euo pipefail
cd "$(dirname "$0")/../.."
variants=("$@")
[ $# -gt 0 ] || variants=(explore=0.17 explore=0.7 improve=0.1 improve=0.4 merge=0.2 merge=0.8 windows=0.07 windows=0.3 prove=0.15 prove=0.6)
seed=${SEED:-1}
# All of them first: what one finds is known of the request when the others are judged.
number=0
for variant in "" "${variants[@]}"; do
  # shellcheck disable=SC2086 # fields
  SEED=$seed test/bench/regret.sh $variant >/dev/null
  mv "build/bench/regret.$seed.tsv" "build/bench/tune.$((number++)).tsv"
done
echo "| variant | asked | lost p50 | p90 | p95 | max | over 0.01, % | missed | ms p50 | p95 | M units | gap p50 | p95 | proven, % |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
number=0
for variant in usual "${variants[@]}"; do
  file=build/bench/tune.$((number++)).tsv
  awk -v setting="$variant" -v best=build/bench/best.tsv -f test/bench/regret.awk build/bench/best.tsv "$file" | sed -n "s/^| all |/| $variant |/p"
done
