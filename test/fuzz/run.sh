#!/bin/bash
# run.sh [SEED [SECONDS]]: the fuzz targets, so many seconds each (20 by default), in a database of their own. Each prints what
# it did and ends with the line "sound". Needs a Postgres: test/with_postgres.sh test/fuzz/run.sh 7 600
#   requests  random requests over random networks, broken ones included
#   files     damaged prepared files
#   races     planners against whatever changes a network, and kills
set -uo pipefail
cd "$(dirname "$0")/../.."
seed=${1:-$RANDOM} seconds=${2:-20}
targets=${TARGETS:-requests files races}

status=0
for target in $targets; do
  export PGDATABASE="fuzz_$target"
  test/new_database.sh "$PGDATABASE" || exit 1
  case $target in
    requests) said=$(psql -X -qAt -v ON_ERROR_STOP=1 -v seed="$seed" -v seconds="$seconds" -f test/fuzz/requests.sql 2>&1) ;;
    *) said=$("test/fuzz/$target.sh" "$seed" "$seconds" 2>&1) ;;
  esac
  echo "$target, seed $seed: $(head -20 <<<"$said" | paste -sd ';')"
  [ "$(tail -1 <<<"$said")" = sound ] || status=1
done
exit "$status"
