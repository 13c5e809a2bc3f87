#!/bin/bash
# Whether the first loops are the same however many are asked for, to the last digit, on the requests of seed 2 (or SEED):
#   test/with_postgres.sh test/bench/monotone.sh
#   LOOPS="1 2 3 5" test/with_postgres.sh test/bench/monotone.sh every=2
# Prints each violation, and how many there are. Arguments are those of ask.cpp.
set -euo pipefail
cd "$(dirname "$0")/../.."
seed=${SEED:-2}
folder=build/bench/dump
make -s build/bench/ask
[ -e "$folder/$seed.requests" ] || STARTS=4000 test/bench/dump.sh "$seed"
for loops in ${LOOPS:-1 2 3 5}; do
  build/bench/ask "$folder" "$folder/$seed.requests" loops="$loops" "$@"
done | awk -F '\t' '
  {
    request = $1 " " $4 " " $5 " " $6 " " $7
    requests += !(request in fewer)
    if (request in fewer && (index($9 ",", fewer[request]) != 1 || bound[request] != $10)) {
      print request ": " fewer[request] " and then " $9
      violations++
    }
    fewer[request] = $9 == "" ? "" : $9 ","
    bound[request] = $10
  }
  END {
    printf "%d requests, %d violations\n", requests, violations
    exit violations > 0
  }'
