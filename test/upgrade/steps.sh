#!/bin/bash
# steps.sh STEP: a step of test/upgrade.sh, inside the root; clusters and answers lie in /srv/upgrade from step to step.
set -euo pipefail

work=/srv/upgrade
old=/usr/lib/postgresql/15
new=/usr/lib/postgresql/17
export PGOPTIONS='-c client_min_messages=warning' LC_ALL=C.UTF-8

as_postgres() { (cd "$work" && runuser -u postgres -- "$@"); }
cluster() { as_postgres "$1/bin/initdb" -D "$2" -E UTF8 --locale C.UTF-8 -A trust; }
start() { as_postgres "$1/bin/pg_ctl" -D "$2" -o "-k $work -c listen_addresses=" -w -l "$work/$2.log" start; }
stop() { as_postgres "$1/bin/pg_ctl" -D "$2" -m fast stop; }
run() { as_postgres psql -h "$work" -X -qAt -v ON_ERROR_STOP=1 "$@"; }
plans() {
  run -d "$1" -c "SELECT rank, score, bound, shape, trailhead, hike_mi, nodes, edges
    FROM generate_series(3, 9, 2) AS asked, plan_loop(46.03, 7.04, 30, asked, loops => 2)"
}
plans_stay() { plans "$1" | diff "$work/plans" -; }

# Of 15 only what the server needs; its development files are unpacked without the compilers that they depend on.
install() {
  apt-get -q update
  apt-get -q install -y --no-install-recommends make
  test/deps.sh build
  test/deps.sh server
  sed 's/trixie/bookworm/' /etc/apt/sources.list >/etc/apt/sources.list.d/bookworm.list
  printf 'Package: *\nPin: release n=bookworm\nPin-Priority: 100\n' >/etc/apt/preferences.d/bookworm
  apt-get -q update
  apt-get -q install -y --no-install-recommends postgresql-15-postgis-3{,-scripts} postgresql-15-pgrouting{,-scripts}
  (cd /tmp && apt-get -q download postgresql-server-dev-15 && dpkg -x postgresql-server-dev-15_*.deb /)
  # pgRouting's library has its version in its name, and pg_upgrade looks for the old one.
  ln -sf libpgrouting-3.7.so "$new/lib/libpgrouting-3.4.so"
}

build() {
  local postgres
  for postgres in "$old" "$new"; do
    make -s clean PG_CONFIG="$postgres/bin/pg_config"
    make -s -j2 all with_llvm=no PG_CONFIG="$postgres/bin/pg_config"
    make -s install with_llvm=no PG_CONFIG="$postgres/bin/pg_config"
  done
}

old() {
  command install -d -o postgres "$work"
  cp test/update/network.sql "$work"
  cluster "$old" fifteen
  start "$old" fifteen
  run -d postgres -c 'CREATE DATABASE hikes'
  run -d hikes -c "CREATE EXTENSION loopgenie VERSION '0.1.0' CASCADE" -f network.sql -c 'ALTER EXTENSION loopgenie UPDATE'
  run -d hikes -c "INSERT INTO loopgenie.sync (network, server, source) VALUES ('trails', 'rds', 'public.geom')"
  plans hikes >"$work/plans"
  [ "$(wc -l <"$work/plans")" -ge 4 ]
  as_postgres "$new/bin/pg_dump" -h "$work" -Fc -d hikes -f dump
  stop "$old" fifteen
}

restore() {
  cluster "$new" seventeen
  start "$new" seventeen
  run -d postgres -c 'CREATE DATABASE hikes'
  as_postgres "$new/bin/pg_restore" -h "$work" --exit-on-error -d hikes dump
  plans_stay hikes
  stop "$new" seventeen
}

upgrade() {
  cluster "$new" upgraded
  as_postgres "$new/bin/pg_upgrade" -b "$old/bin" -B "$new/bin" -d fifteen -D upgraded -s "$work"
  start "$new" upgraded
  plans_stay hikes
  [ "$(run -d hikes -c 'SELECT source FROM loopgenie.sync')" = public.geom ]
  stop "$new" upgraded
}

extensions() {
  start "$new" upgraded
  run -d hikes -c 'SELECT postgis_extensions_upgrade()' -c 'ALTER EXTENSION pgrouting UPDATE'
  rm "$new/lib/libpgrouting-3.4.so"
  plans_stay hikes
  [ "$(run -d hikes -c "SELECT edges > 0 FROM loopgenie.build_network('trails.edge', network => 'again')")" = t ]
  stop "$new" upgraded
}

"$1"
