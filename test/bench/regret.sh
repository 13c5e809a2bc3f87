#!/bin/bash
# What the usual answer loses against the best that any setting here ever found for the request:
#   test/with_postgres.sh test/bench/regret.sh            seed 2, on which nothing was tuned
#   SEED=1 test/with_postgres.sh test/bench/regret.sh effort=10000000
#   MAPS=folder test/with_postgres.sh test/bench/regret.sh       on extracts of your own
# Prints a table in Markdown by map, mode and miles. What is better than the best that is known is kept in
# build/bench/best.tsv with the setting that found it; the bundled best.tsv is where that begins. Further
# arguments are those of ask.cpp: fields of the schedule, loops=, map=, mode=, miles=.
set -euo pipefail
cd "$(dirname "$0")/../.."
seed=${SEED:-2}
folder=build/bench/dump
make -s build/bench/ask
[ -e "$folder/$seed.requests" ] || STARTS=4000 test/bench/dump.sh "$seed"
[ -e build/bench/best.tsv ] || cp test/bench/best.tsv build/bench/best.tsv
build/bench/ask "$folder" "$folder/$seed.requests" "$@" >"build/bench/regret.$seed.tsv"
awk -v setting="${*:-usual}" -v best=build/bench/best.tsv -f test/bench/regret.awk build/bench/best.tsv "build/bench/regret.$seed.tsv"
