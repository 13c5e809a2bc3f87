#!/bin/bash
# Two clusters: a solver that follows its source by logical replication.
cd "$(dirname "$0")/../.." && . test/tap.sh && . test/cluster/source.sh && . test/cluster/solver.sh

follow="CALL loopgenie.replicate_network('rds')"
follow_network="CALL loopgenie.replicate_network('rds', 'ready', publication => 'network')"
# refresh [SOURCE NETWORK]: catches up; the row's status, and its error.
refresh() { solver -c "SELECT concat_ws(': ', status, error) FROM loopgenie.sync_network('rds', '${1:-public.geom}', '${2:-trails}')" 2>/dev/null; }
lost() { refresh "${@:2}" | grep -qE "^lost: .*($1)"; }
network() { solver -c "SELECT string_agg(DISTINCT name, ',' ORDER BY name) FROM trails.edge"; }
slots() { source_psql -c "SELECT count(*) FROM pg_replication_slots"; }
plans() { test "$(solver -c "SELECT count(*) FROM plan_loop(46.0, 7.0, 20, 5.7, network => '${1:-trails}')")" = 1; }
subscription() { solver <<<"SELECT format('ALTER SUBSCRIPTION %I $1', subname) FROM pg_subscription \\gexec"; }
same_rows() {
  local sum="SELECT count(*), sum(hashtextextended(concat_ws(' ', $2), 0)) FROM $1"
  test "$(source_psql -c "$sum")" = "$(solver -c "$sum")"
}

start_clusters || { echo "not ok - the clusters start"; exit 1; }
solver -c "ALTER SYSTEM SET wal_retrieve_retry_interval = '100ms'" -c "SELECT pg_reload_conf()" >/dev/null
trap 'stop_source; solver -c "ALTER SYSTEM RESET wal_retrieve_retry_interval"' EXIT
source_psql -c "GRANT CREATE ON DATABASE hikes TO website"

# What the source lacks is said before anything is made there.
check "a role that may not replicate" said '08001.*rds|rds_replication TO' "$follow"
source_psql -c "ALTER ROLE solver REPLICATION" -c "ALTER SYSTEM SET wal_level = replica"
stop_source; start_source
check "wal_level replica" said '55000.*wal_level replica' "$follow"
source_psql -c "ALTER SYSTEM RESET wal_level"
stop_source; start_source
change "ALTER TABLE geom DROP CONSTRAINT geom_pkey"
check "a table without primary key" said '55000.*public.geom at the source has no primary key' "$follow"
check "whose publisher can still update" change "UPDATE geom SET name = name"
change "CREATE PUBLICATION loopgenie FOR TABLE geom"
check "and once it is published" said 'As it is published, UPDATE and DELETE on it fail there' "$follow"
change "DROP PUBLICATION loopgenie; ALTER TABLE geom ADD PRIMARY KEY (ogc_fid)"
check "no publication: the hint is what to run" said 'CREATE PUBLICATION loopgenie FOR TABLE public.geom, public.place$' "$follow"
change "CREATE TABLE other (id int PRIMARY KEY); CREATE PUBLICATION loopgenie FOR TABLE geom, place, other"
check "a publication of other tables" said '55000.*also has public.other' "$follow"
change "DROP TABLE other; ALTER PUBLICATION loopgenie SET (publish = 'insert')"
check "a publication of inserts alone" said '55000.*leaves out some kinds' "$follow"
change "ALTER PUBLICATION loopgenie SET (publish = 'insert, update, delete, truncate')"
check "an unknown table" said '42P01.*no table public.nowhere' "CALL loopgenie.replicate_network('rds', 'public.nowhere')"
check "inside a transaction" said '2D000' "BEGIN; $follow"
change "REVOKE SELECT ON place FROM solver"
check "a table that may not be read" said '42501.*permission denied for table place' "$follow"
change "GRANT SELECT ON place TO solver"
solver -c "CREATE TABLE geom (kept int)"
check "a table of that name that is here already" said '42P07.*there is a table public.geom here' "$follow"
solver -c "DROP TABLE geom"
check "none of these leaves a slot" test "$(slots)" = 0 -a "$(solver -c "SELECT count(*) FROM loopgenie.replication")" = 0
solver -c "CREATE ROLE cluster_visitor"
check "a plain role may not replicate" said 'permission denied for procedure' "SET ROLE cluster_visitor; $follow"
solver -c "DROP ROLE cluster_visitor"

# A trail table.
check "a trail table is copied and built" said '\(trails,replaced,12,' "$follow"
check "with all its rows" same_rows geom 'ogc_fid, name, wkb_geometry'
check "it plans" plans
give_network
check "places come along" test "$(solver -c "SELECT name FROM find_place('gridville')")" = Gridville
change "INSERT INTO geom (name, wkb_geometry) VALUES ('New', 'SRID=4326;LINESTRING(7 46, 7.016 46.01)')"
check "an insert" test "$(refresh)" = replaced -a "$(network | grep -c New)" = 1
change "UPDATE geom SET name = 'Renamed' WHERE name = 'New'"
check "an update" test "$(refresh)" = replaced -a "$(network | grep -c Renamed)" = 1
change "DELETE FROM geom WHERE name = 'Renamed'"
check "a delete" test "$(refresh)" = replaced -a "$(network | grep -c Renamed)" = 0
give_hut
change "ALTER PUBLICATION loopgenie ADD TABLE camp"
check "camps that are published later come with another copy" said '\(trails,replaced,12,' "$follow"
check "and a hike of two days sleeps there" test "$(night trails)" = Hut
change "UPDATE camp SET name = 'Old hut'"
check "a camp renamed" test "$(refresh)" = replaced -a "$(night trails)" = 'Old hut'
change "DELETE FROM camp"
check "a camp deleted" test "$(refresh)" = replaced -a -z "$(night trails)"
check "nothing to do" test "$(refresh)" = unchanged
stop_source
check "the source is down" grep -q '^failed: could not connect' <<<"$(refresh)"
check "the old network serves" plans
start_source
check "and goes on when the source is back" test "$(refresh)" = unchanged
source_psql -c "ALTER ROLE solver PASSWORD 'another one'"
solver -c "ALTER USER MAPPING FOR CURRENT_USER SERVER rds OPTIONS (SET password 'another one')"
source_psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_replication" >/dev/null
change "UPDATE geom SET name = 'Row zero' WHERE name = 'Row 0'"
check "another password is handed on" test "$(refresh)" = unchanged
check "and works" test "$(refresh)" = replaced -a "$(network | grep -c 'Row zero')" = 1

# The table is loaded anew by ogr2ogr, which drops it first: the publication and the grants go with it.
overwrite() {
  echo '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Ring"}, "geometry":
    {"type": "LineString", "coordinates": [[7, 46], [7.03, 46], [7.03, 46.02], [7, 46.02], [7, 46]]}}]}' >build/ring.json
  ogr2ogr -overwrite -f PostgreSQL "PG:host=$source_dir port=$source_port user=website dbname=hikes" build/ring.json \
    -nln geom -lco GEOMETRY_NAME=wkb_geometry && change "GRANT SELECT ON geom TO solver"
}
before=$(network)
check "ogr2ogr -overwrite" overwrite
check "is noticed" lost 'public.geom was dropped and created again at the source'
check "network_stats tells it" test "$(solver -c "SELECT last_error LIKE '%created again%' FROM loopgenie.network_stats()")" = t
check "the old rows serve" test "$(network)" = "$before"
check "it cannot be copied before it is published again" said 'ALTER PUBLICATION loopgenie ADD TABLE public.geom' "$follow"
change "ALTER PUBLICATION loopgenie ADD TABLE geom"
check "then one command copies it" said '\(trails,replaced,1,' "$follow"
check "with its new rows" test "$(network)" = Ring -a "$(slots)" = 1
change "UPDATE geom SET name = 'Ring two'"
check "and follows on" test "$(refresh)" = replaced -a "$(network)" = 'Ring two'

# A slot that is gone, and one that the source gave up.
lose_slot() {
  source_psql -c "SELECT pg_terminate_backend(pid) FROM pg_stat_replication" >/dev/null
  eventually source_psql -c "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
}
subscription DISABLE
check "a disabled subscription is noticed" lost 'its subscription is disabled'
lose_slot
subscription ENABLE
change "UPDATE geom SET name = 'Ring three'"
check "a slot dropped at the source is noticed" lost 'its slot at the source is gone'
check "one command copies anew" said '\(trails,replaced,1,' "$follow"
check "with what was missed" test "$(network)" = 'Ring three' -a "$(slots)" = 1
subscription DISABLE
source_psql -c "ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'" -c "SELECT pg_reload_conf()" >/dev/null
for _ in 1 2 3; do
  source_psql -c "CREATE TABLE bulk AS SELECT n, repeat('x', 500) FROM generate_series(1, 20000) AS n" -c "DROP TABLE bulk" \
    -c "SELECT pg_switch_wal()" -c CHECKPOINT >/dev/null
done
subscription ENABLE
check "a slot given up by the source is noticed" lost 'was given up'
check "and the same command helps" said '\(trails,unchanged,' "$follow"
source_psql -c "ALTER SYSTEM RESET max_slot_wal_keep_size" -c "SELECT pg_reload_conf()" >/dev/null
check "one slot is left, the one in use" eventually test_source "array_agg(active) = '{t}' FROM pg_replication_slots"

# A node that is killed while it copies; the slot it had made is known.
close_gate place
solver -c "$follow" >/dev/null 2>&1 &
copier="FROM pg_stat_activity WHERE query LIKE 'CALL loopgenie.replicate_network%'"
eventually at_the_gate
kill -9 "$(solver -c "SELECT pid $copier")"
wait $!
open_gate place
# Until it has recovered, and the subscription's worker is back.
eventually test_solver 'count(pid) = 1 FROM pg_stat_subscription'
change "UPDATE geom SET name = 'Ring four'"
check "after SIGKILL the old copy follows on" test "$(refresh)" = replaced -a "$(network)" = 'Ring four'
check "with a slot too many" test "$(slots)" = 2
check "that the next start drops" said '\(trails,unchanged,,' "$follow"
check "so that one is left" test "$(slots)" = 1
# dblink hears a cancel once it has what the source still answers.
close_gate place
solver -c "$follow" >build/follow.log 2>&1 &
following=$!
eventually at_the_gate
solver -c "SELECT pg_cancel_backend(pid) $copier" >/dev/null
open_gate place
wait $following
check "cancelled, it says so" grep -q 'canceling statement due to user request' build/follow.log
check "and leaves all as it was, and no slot" test "$(slots)" = 1 -a "$(refresh)" = unchanged

# The end.
stop_source
check "ended while the source is down, it says which slot is left" said 'WARNING.*replication slots loopgenie_trails_[0-9a-f]{8} could not be dropped' "CALL loopgenie.end_replication()"
start_source
check "and drops it when called again" solver -v ON_ERROR_STOP=1 -c "CALL loopgenie.end_replication()"
check "no slot, no subscription, no copy is left" test "$(slots)" = 0 -a \
  "$(solver -c "SELECT count(*) FROM pg_subscription" -c "SELECT to_regclass('public.geom') IS NULL" -c "SELECT count(*) FROM loopgenie.replication")" = $'0\nt\n0'
check "the network stays" test "$(network)" = 'Ring four'
check "what is not replicated cannot be ended" said '42704.*is not replicated' "CALL loopgenie.end_replication()"
check "and is refreshed from afar again" test "$(refresh)" = replaced

# The node's own script follows, copies anew by itself, and ends.
install_node
follower() { node LOOPGENIE_SOURCE_PASSWORD='another one' LOOPGENIE_REPLICATION=always "$lib/refresh.sh" "$@"; }
check "refresh.sh follows" test "$(follower once | cut -d' ' -f1-2)" = 'refresh: unchanged' -a "$(slots)" = 1
check "health tells the source" test "$(solver -c "SELECT convert_from(api.health(), 'utf8')::jsonb @> '{\"last_error\": null, \"source\": \"loopgenie_source: public.geom\"}'")" = t
check "after ogr2ogr -overwrite it waits for the publication" test "$(overwrite && follower once 2>&1 | grep -cE '^refresh: lost .*created again|lacks public.geom')" = 2
check "and health tells why" test "$(solver -c "SELECT convert_from(api.health(), 'utf8')::jsonb ->> 'last_error' LIKE '%created again%'")" = t
change "ALTER PUBLICATION loopgenie ADD TABLE geom"
check "then it copies anew by itself" follower once
check "and follows" test "$(follower once | cut -d' ' -f1-2)" = 'refresh: unchanged' -a "$(network)" = Ring
follower end
check "it leaves no slot" test "$(slots)" = 0

# A network at the source, of which an older copy serves.
ready() { source_psql -c "$1"; }
solver -c "SELECT loopgenie.sync_network('rds', 'ready', 'ready')" >/dev/null
ready "UPDATE ready.edge SET name = 'Newer ' || name"
names() { solver -c "SELECT count(*) FILTER (WHERE name LIKE 'Newer%') || ' of ' || count(*) FROM ready.edge"; }
ready "CREATE PUBLICATION network FOR TABLE ready.node, ready.edge, ready.trailhead, ready.road, ready.place, ready.camp, ready.info"
check "info has no primary key and is not to be published" said '55000.*ready.info' "$follow_network"
ready "ALTER PUBLICATION network DROP TABLE ready.info"
close_gate ready.trailhead
solver -c "$follow_network" >build/follow.log 2>&1 &
following=$!
eventually at_the_gate
check "while a network is copied the old one serves whole ($(names))" test "$(names)" = "0 of $(solver -c 'SELECT count(*) FROM ready.edge')" -a "$(plans ready; echo $?)" = 0
open_gate ready.trailhead
wait $following
edges=$(names | sed 's/ of.*//')
check "then the new one" test "$(names)" = "$edges of $edges"
check "row for row" same_rows ready.edge 'id, source, target, length_m, appeal, name, geom'
check "it is replicated" test "$(refresh ready ready)" = replicated

# Two sessions plan, the source changes, the same two sessions plan again.
session() {
  solver <<SQL >"build/session.$1" 2>&1
    \\set plan 'SELECT trails FROM plan_loop(46.0, 7.0, 20, 5.7, network => ''ready'')'
    :plan;
    \\! touch build/planned.$1; until [ -e build/step.1 ]; do sleep 0.05; done
    :plan;
    \\! touch build/planned.$1.1; until [ -e build/step.2 ]; do sleep 0.05; done
    :plan;
    \\! touch build/planned.$1.2; until [ -e build/step.3 ]; do sleep 0.05; done
    :plan;
SQL
}
until_there() { eventually test -e "$1" -a -e "$2"; }
rm -f build/planned.* build/step.*
session 1 & session 2 &
until_there build/planned.1 build/planned.2
ready "UPDATE ready.edge SET name = 'Changed'"
refresh ready ready >/dev/null; touch build/step.1
until_there build/planned.1.1 build/planned.2.1
ready "CREATE TABLE ready.away AS TABLE ready.edge; DELETE FROM ready.edge"
refresh ready ready >/dev/null; touch build/step.2
until_there build/planned.1.2 build/planned.2.2
ready "INSERT INTO ready.edge SELECT * FROM ready.away; DROP TABLE ready.away; UPDATE ready.edge SET name = 'Back'"
refresh ready ready >/dev/null; touch build/step.3
wait
answers() { grep -E '^\{' "build/session.$1" | tr '\n' ' '; }
check "an update, a delete and an insert change the plans of open sessions ($(answers 1))" \
  grep -qE '^\{.*Newer.*\} \{Changed\} \{Back\} $' <<<"$(answers 1)"
check "of all of them" test "$(answers 1)" = "$(answers 2)"
version="SELECT version FROM ready.info"
before=$(solver -c "$version")
ready "UPDATE ready.trailhead SET name = 'Hut'"
refresh ready ready >/dev/null
check "each transaction gives a new version" test "$before" != "$(solver -c "$version")" -a "$(solver -c "SELECT DISTINCT name FROM ready.trailhead")" = Hut
ready "INSERT INTO ready.camp (id, node_id, name, kind, geom)
  SELECT 7, id, 'Hut', 'alpine_hut', geom FROM ready.node ORDER BY geom <-> ST_Point(7.032, 46.02, 4326) LIMIT 1"
refresh ready ready >/dev/null
check "a hike of two days sleeps in a camp that is new there" test "$(night ready)" = Hut
ready "DELETE FROM ready.camp"
refresh ready ready >/dev/null
check "and not when it is gone" test -z "$(night ready)"
ready "TRUNCATE ready.trailhead"
refresh ready ready >/dev/null
check "TRUNCATE too" test "$(solver -c "SELECT count(*) FROM ready.trailhead")" = 0
check "a network that is followed is not built over" said '55006.*filled by logical replication' \
  "SELECT loopgenie.build_network('trails.edge', network => 'ready')"
ready "DROP TABLE ready.edge"
check "a table that was dropped there is noticed" lost 'ready.edge was dropped at the source' ready ready
check "it ends" solver -v ON_ERROR_STOP=1 -c "CALL loopgenie.end_replication('ready')"
check "without a slot left" test "$(slots)" = 0
check "and may be built over then" solver -v ON_ERROR_STOP=1 -c "SELECT loopgenie.build_network('trails.edge', network => 'ready')"
check "no log has a password" test "$(cat "${PGSYSCONFDIR%/*}"/log/*.log "$source_dir/log" | grep -c "s3cret\|another one")" = 0
finish
