#!/bin/bash
# What may be walked, and what people load: small inputs with the right answer, those of ../shared/cases and our own.
cd "$(dirname "$0")/../.." && . test/tap.sh
cases=../shared/cases

run_psql() {
  psql -X -qAt -v ON_ERROR_STOP=1 -d cases "$@"
}
import() {
  PGDATABASE=cases make -s --no-print-directory import "$@"
}

# answers EXPECTED QUERY: what the query prints is that.
answers() {
  local answer
  answer=$(run_psql -c "$2") && [ "$answer" = "$1" ] || {
    echo "expected $1, got $answer"
    return 1
  }
}

# What a row of sides.txt or the head of a file says is right: the square of paths is walked round, or it is shut.
walked() {
  case $1 in
    open*) echo lollipop ;;
    shut*) echo out_and_back ;;
  esac
}

own_sides() {
  local name shape
  mkdir -p build/cases
  python3 test/data/sides.py <test/data/sides.txt >build/cases/sides.osm
  check "cases: sides of test/data/sides.txt are imported" import PBF=build/cases/sides.osm NETWORK=sides
  while IFS='|' read -r name shape; do
    check "cases: $name" [ "$shape" = "$(walked "$name")" ]
  done < <(run_psql -c "SELECT name, l.shape FROM sides.place
      LEFT JOIN LATERAL plan_loop(ST_Y(geom), ST_X(geom), 0.8, 1.93, tolerance => 0.2, network => 'sides') AS l ON true ORDER BY place.id")
}

# Each of the folder's maps says at its head what is right.
shared_side() {
  local file=$1 right
  case $(grep -m 1 'Right:' "$file") in
    *'is shut'*) right=out_and_back ;;
    *'a loop over'* | *'never the fourth side from'*) right=lollipop ;;
  esac
  import PBF="$file" NETWORK=t &&
    answers "$right" "SELECT shape FROM plan_loop(46, 7, 0.8, 2.15, network => 't', tolerance => 0.2)
                      WHERE shape <> 'lollipop' OR round(repeat_mi::numeric, 2) = 0.21"
}

check "cases: a database" test/new_database.sh cases
own_sides
if [ -d "$cases" ]; then
  for file in "$cases"/*.osm; do
    check "cases: $(basename "$file")" shared_side "$file"
  done
else
  skip "cases: the shared ones" "needs $cases"
fi
finish
