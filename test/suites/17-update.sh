#!/bin/bash
# ALTER EXTENSION UPDATE from every released version: afterwards the catalog is that of a fresh installation, and
# the networks built before are planned on. Where it is not, the statements that the update script lacks are shown.
cd "$(dirname "$0")/../.." && . test/tap.sh

run() { psql -X -qAt -v ON_ERROR_STOP=1 "$@"; }

# new_database NAME [VERSION]
new_database() { test/new_database.sh "$1" "${@:2}" && run -d "$1" -f test/update/network.sql; }

# Functions made by an old script are called by backends that have loaded the new library.
answers_or_asks_for_the_update() {
  local answer
  answer=$(run -d "$1" -c "SELECT count(*) FROM ($plans) AS p" 2>&1)
  [[ $answer =~ ^[1-9][0-9]*$ || $answer == *'HINT:  Run ALTER EXTENSION loopgenie UPDATE.'* ]] || { echo "$answer"; return 1; }
}

catalog_is_fresh() {
  local missing
  run -d "$1" -c "SELECT extversion FROM pg_extension WHERE extname = 'loopgenie'" | grep -qvx "$version" || { echo "it was not updated"; return 1; }
  run -d "$1" -f test/update/catalog.sql >"build/update/$1.tsv" &&
    missing=$(run -d "$1" -v fresh=build/update/update_fresh.tsv -v updated="build/update/$1.tsv" -f test/update/compare.sql) || return 1
  [ -z "$missing" ] || { echo "$missing"; return 1; }
}

plans_as_a_fresh_one() {
  local here there
  here=$(run -d "$1" -c "$plans") && there=$(run -d update_fresh -c "$plans") || return 1
  [ -n "$here" ] && [ "$here" = "$there" ] || { diff <(echo "$here") <(echo "$there"); return 1; }
}

plans="SELECT rank, score, bound, shape, trailhead, hike_mi, ascent_m, nodes, edges
  FROM generate_series(3, 9, 2) AS asked, plan_loop(46.03, 7.04, 30, asked, loops => 2)"

mkdir -p build/update
check "update: a fresh installation" new_database update_fresh
run -d update_fresh -f test/update/catalog.sql >build/update/update_fresh.tsv || failures=$((failures + 1))
for script in sql/updates/loopgenie--*.sql; do
  version=$(basename "$script" .sql | sed 's/^loopgenie--//')
  [[ $version != *--* ]] || continue
  old=update_${version//./_}
  check "update: $version installs, and makes a network" new_database "$old" "$version"
  check "update: the new library answers the functions of $version, or says what to do" answers_or_asks_for_the_update "$old"
  check "update: from $version" run -d "$old" -c 'ALTER EXTENSION loopgenie UPDATE'
  check "update: the catalog is then that of a fresh installation" catalog_is_fresh "$old"
  check "update: and the network of $version is planned on as a fresh one" plans_as_a_fresh_one "$old"
done
finish
