#!/bin/bash
# Two clusters: trails in a Postgres like Amazon RDS, and a solver that refreshes itself from it.
cd "$(dirname "$0")/../.." && . test/tap.sh && . test/cluster/source.sh && . test/cluster/solver.sh

sync="SELECT status FROM loopgenie.sync_network('rds')"
refresh() { solver -c "$sync" 2>/dev/null; }
trails() { solver -c "SELECT string_agg(DISTINCT name, ',' ORDER BY name) FROM trails.edge"; }
plan="SELECT count(*) FROM plan_loop(46.0, 7.0, 20, 5.7)"

start_clusters || { echo "not ok - the clusters start"; exit 1; }

check "the first refresh builds the network" test "$(refresh)" = replaced
check "it plans" test "$(solver -c "$plan")" = 1
check "places come along" test "$(solver -c "SELECT name FROM find_place('gridville')")" = Gridville
checksum="SELECT count(*), sum(hashtextextended(coalesce(name, ''), 0)), sum(geometry_hash(wkb_geometry))"
there=$(source_psql -c "$checksum FROM geom")
solver -c "CREATE SCHEMA seen; IMPORT FOREIGN SCHEMA public LIMIT TO (geom) FROM SERVER rds INTO seen"
check "source and what the solver reads have the same checksum" test "$there" = "$(solver -c "$checksum FROM seen.geom")"
check "the source adds up what tells a change" \
  grep -q 'Remote SQL: SELECT count(\*), sum(public.geometry_hash' <<<"$(solver -c "EXPLAIN VERBOSE SELECT count(*), sum(geometry_hash(wkb_geometry)), sum(hashtextextended(name, geometry_hash(wkb_geometry)::bigint)) FROM seen.geom")"
version=$(solver -c "SELECT version FROM trails.info")
check "nothing to do is found out" test "$(refresh)" = unchanged
check "and leaves the network alone" test "$version" = "$(solver -c "SELECT version FROM trails.info")"
check "force rebuilds" test "$(solver -c "SELECT status FROM loopgenie.sync_network('rds', force => true)")" = replaced
solver -c "UPDATE trails.edge SET appeal = 0.5 WHERE id = (SELECT min(id) FROM trails.edge)"
check "a network changed by hand is put right" test "$(refresh)" = replaced

# Changes at the source.
change "INSERT INTO geom (name, wkb_geometry) VALUES ('New', 'SRID=4326;LINESTRING(7 46, 7.016 46.01)')"
check "a trail added" test "$(refresh)" = replaced -a "$(trails | grep -c New)" = 1
change "UPDATE geom SET name = 'Renamed' WHERE name = 'New'"
check "a trail changed" test "$(refresh)" = replaced -a "$(trails | grep -c Renamed)" = 1
change "DELETE FROM geom WHERE name = 'Renamed'"
check "a trail deleted" test "$(refresh)" = replaced -a "$(trails | grep -c Renamed)" = 0
check "without a camp nobody sleeps anywhere" test -z "$(night trails)"
change_camps() { change "$1" && test "$(refresh)" = replaced && test "$(night trails)" = "$2"; }
give_hut
check "camps come along, and a hike of two days sleeps there" test "$(refresh)" = replaced -a "$(night trails)" = Hut
check "a camp renamed" change_camps "UPDATE camp SET name = 'Old hut'" 'Old hut'
check "a camp moved beyond reach" change_camps "UPDATE camp SET geom = ST_Point(7.5, 46.5, 4326)" ''
check "a camp moved back" change_camps "UPDATE camp SET geom = ST_Point(7.016, 46.02, 4326)" 'Old hut'
check "a table of camps that is gone" change_camps "DROP TABLE camp" ''
change "ALTER TABLE geom DROP CONSTRAINT geom_pkey"
check "a table without primary key" test "$(refresh)" = unchanged
change "DROP TABLE geom; CREATE TABLE geom (ogc_fid serial PRIMARY KEY, name varchar, grade text, wkb_geometry geometry(MultiLineString, 4326));
  INSERT INTO geom (name, wkb_geometry) VALUES ('Ring', 'SRID=4326;MULTILINESTRING((7 46, 7.03 46, 7.03 46.02, 7 46.02, 7 46), (7.03 46, 7.03 46.02))'); GRANT SELECT ON geom TO solver"
check "a table dropped and loaded again with other columns" test "$(refresh)" = replaced -a "$(trails)" = Ring

# Failures: the row says so, network_stats remembers, the old network serves.
failed() { test "$(solver -c "SELECT status || ': ' || error FROM loopgenie.sync_network('rds'${2:-})" 2>/dev/null | grep -cE "failed: .*($1)")" = 1 && test "$(solver -c "$plan")" = 1; }
change "ALTER TABLE geom RENAME COLUMN wkb_geometry TO shape; ALTER TABLE geom ALTER shape TYPE text USING ST_AsText(shape)"
check "a geometry column that is none any more" failed 'no geometry column'
check "network_stats tells the last error" test "$(solver -c "SELECT last_error LIKE '%geometry column%' FROM loopgenie.network_stats()")" = t
change "ALTER TABLE geom ALTER shape TYPE geometry USING ST_GeomFromText(shape, 4326)"
check "recovers by itself" test "$(refresh)" = unchanged -o "$(refresh)" = replaced -o "$(refresh)" = unchanged
check "and the error is gone" test "$(solver -c "SELECT last_error IS NULL AND synced_at > now() - interval '1 minute' FROM loopgenie.network_stats()")" = t
check "a missing table" failed 'no table public.nowhere' ", 'public.nowhere'"
check "a missing schema" failed 'no schema' ", 'nowhere.geom'"
solver -c "ALTER USER MAPPING FOR CURRENT_USER SERVER rds OPTIONS (SET password 'wrong')"
check "a wrong password" failed 'could not connect'
check "which no message repeats" test "$(solver -c "$sync" 2>&1 | grep -c "'wrong'\|s3cret")" = 0
solver -c "ALTER USER MAPPING FOR CURRENT_USER SERVER rds OPTIONS (SET password 's3cret of the solver')"
solver -c "ALTER SERVER rds OPTIONS (SET sslrootcert '$source_dir/tls/stranger.crt')"
check "a wrong certificate" failed 'could not connect'
solver -c "ALTER SERVER rds OPTIONS (SET sslrootcert '$source_dir/tls/authority.crt')"
stop_source
check "the source is down" failed 'could not connect'
check "its age is told" test "$(solver -c "SELECT age > interval '0' AND last_error IS NOT NULL AND synced_at IS NOT NULL FROM loopgenie.network_stats()")" = t
start_source
back=$(solver -c "SELECT status, error FROM loopgenie.sync_network('rds')" 2>/dev/null)
check "the source is back ($back)" test "$back" = "unchanged|"
check "an unknown server" said '42704.*no foreign server' "SELECT loopgenie.sync_network('nowhere')"

# Two at once.
solver -c "BEGIN; $sync; SELECT pg_sleep(3600)" >/dev/null 2>&1 &
first="FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)' AND wait_event = 'PgSleep'"
eventually test_solver "count(*) = 1 $first"
check "of two refreshes one says that the other works" said '55P03.*refreshed already' "$sync"
solver -c "SELECT pg_terminate_backend(pid) $first" >/dev/null
wait

# One cancelled while it reads the source.
for i in 1 2 3 4 5 6; do
  change "INSERT INTO geom (name, shape) SELECT format('Field %s', n), ST_Translate(ST_GeomFromText('LINESTRING(0 0, 0.004 0.003)', 4326), 7.1 + $i * 0.05 + (n % 60) * 0.003, 46 + n / 60 * 0.002) FROM generate_series(1, 1500) AS n"
done
before=$(trails)
close_gate geom
solver -c "$sync" >build/cancelled.txt 2>&1 &
refreshing=$!
refresher="FROM pg_stat_activity WHERE query LIKE 'SELECT status FROM loopgenie.sync_network%'"
eventually at_the_gate
solver -c "SELECT pg_cancel_backend(pid) $refresher" >/dev/null
wait $refreshing
check "a cancelled refresh changes nothing" test "$(grep -c 'canceling statement due to user request' build/cancelled.txt)" = 1 -a "$before" = "$(trails)"
open_gate geom
wait

# A node that is killed when all is built and only the swap is left, which waits for a reader.
solver -c "BEGIN; LOCK TABLE trails.edge IN ACCESS SHARE MODE; SELECT pg_sleep(3600)" >/dev/null 2>&1 &
eventually test_solver "count(*) = 1 $first"
solver -c "$sync" >/dev/null 2>&1 &
eventually test_solver "count(*) = 1 $refresher AND wait_event IN ('relation', 'PgSleep')"
kill -9 "$(solver -c "SELECT pid $refresher")"
wait
eventually solver -c 'SELECT 1'
check "after SIGKILL it serves the old network" test "$before" = "$(trails)" -a "$(solver -c "$plan")" = 1
check "and nothing is left behind" test "$(solver -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'loopgenie\_%'")" = 0

# Planning goes on through refreshes: none fails, none is empty, and the longest waits for the swap alone.
load() {
  local end=$((SECONDS + 20))
  while [ $SECONDS -lt $end ]; do
    solver -c '\timing on' -c "$plan"
  done >"build/load.$1" 2>&1
}
load 1 & load 2 &
sleep 1
results=$(for i in 1 2 3; do change "UPDATE geom SET name = 'Ring $i' WHERE name LIKE 'Ring%'"; refresh; sleep 2; done | sort | uniq -c | tr -s ' ')
wait
plans=$(cat build/load.* | grep -cx 1)
other=$(cat build/load.* | grep -vcE '^(1|Time: .*|Timing is on\.)$')
slowest=$(sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' build/load.* | sort -n | tail -1)
check "three refreshes during $plans plans, none failed or empty, the slowest $slowest ms" test "$results" = " 3 replaced" -a "$other" = 0 -a "$plans" -gt 20

# A source that is a network already is copied.
give_network
check "a network at the source is copied" test "$(solver -c "SELECT status FROM loopgenie.sync_network('rds', 'ready', 'copied')")" = replaced
same="SELECT md5(string_agg(e::text, '' ORDER BY id)) FROM"
check "row for row" test "$(solver -c "$same trails.edge e")" = "$(solver -c "$same copied.edge e")"
check "unchanged by its version" test "$(solver -c "SELECT status FROM loopgenie.sync_network('rds', 'ready', 'copied')")" = unchanged
# The node's own script, as the image has it.
install_node
echo 's3cret of the solver' >"$lib/password"
check "refresh.sh takes the password from a file" \
  test "$(node LOOPGENIE_SOURCE_PASSWORD_FILE="$lib/password" "$lib/refresh.sh" once | cut -d' ' -f1-2)" = 'refresh: replaced'
check "health tells source and age" test "$(solver -c "SELECT convert_from(api.health(), 'utf8')::jsonb @> '{\"last_error\": null, \"source\": \"loopgenie_source: public.geom\"}' AND convert_from(api.health(), 'utf8')::jsonb ? 'age_s'")" = t
check "and fails where the source does" \
  test "$(node LOOPGENIE_SOURCE_PASSWORD=wrong "$lib/refresh.sh" once | cut -c1-40; echo "${PIPESTATUS[0]}")" = $'refresh: failed  could not connect to se\n1'
stop_source
node LOOPGENIE_SOURCE_PASSWORD_FILE="$lib/password" LOOPGENIE_REFRESH_SECONDS=0 timeout 300 "$lib/refresh.sh" >"$lib/log" 2>&1 &
eventually grep -q 'refresh: failed' "$lib/log"
start_source
wait
check "it tries again until the source is there" test "$(grep -c 'refresh: failed' "$lib/log")" -ge 1 -a "$(tail -1 "$lib/log" | cut -d' ' -f1-2)" = 'refresh: unchanged'
check "no log has a password" test "$(cat "${PGSYSCONFDIR%/*}"/log/*.log "$source_dir/log" "$lib/log" | grep -c 's3cret')" = 0
solver -c "CREATE ROLE cluster_visitor" -c "SET ROLE cluster_visitor" -c "$sync" 2>&1 | grep -q 'permission denied'
check "a plain role may not refresh" test $? -eq 0
solver -c "DROP ROLE cluster_visitor"
finish
