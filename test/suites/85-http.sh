#!/bin/bash
# The HTTP API: PostgREST itself in front of the bundled sample, its answers, its roles, and load.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

url() { echo "http://127.0.0.1:$api_port/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=$1"; }
sql() { psql -X -qAt -v ON_ERROR_STOP=1 -d http -c "$1"; }

# reloading COMMAND…: runs what changes schema api and says so, and waits until both PostgREST have read it again.
reloading() {
  local logs=("$api_log" build/postgrest-tiles.log) loads=() log
  for log in "${logs[@]}"; do loads+=("$(grep -c 'Schema cache loaded' "$log")"); done
  "$@" || return 1
  for _ in $(seq 600); do
    for log in "${!logs[@]}"; do
      [ "$(grep -c 'Schema cache loaded' "${logs[$log]}")" -gt "${loads[$log]}" ] || { sleep 0.1; continue 2; }
    done
    return 0
  done
  echo "PostgREST did not read its schema again"
  return 1
}
install_api() { PGDATABASE=http docker/api/install.sh trails; }

# One whose tile had other arguments.
installs_again() {
  sql 'CREATE FUNCTION api.tile(z integer) RETURNS integer LANGUAGE sql RETURN 1' && install_api &&
    [ "$(sql "SELECT count(*) FROM pg_proc WHERE pronamespace = 'api'::regnamespace AND proname = 'tile'")" = 1 ]
}

# web_anon may execute the functions of schema api; nothing else that is not everybody's.
web_anon_has_nothing_else() {
  local more
  more=$(sql "
    SELECT 'table ' || c.oid::regclass FROM pg_class c
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S') AND c.relnamespace::regnamespace::text IN ('trails', 'public', 'api', 'api_internal', 'loopgenie')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege('web_anon', c.oid, 'USAGE, SELECT, UPDATE')
            ELSE has_table_privilege('web_anon', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') END
    UNION ALL SELECT 'schema ' || n FROM unnest(ARRAY['api_internal', 'trails']) n WHERE has_schema_privilege('web_anon', n, 'USAGE')
    UNION ALL SELECT 'function ' || p.oid::regprocedure FROM pg_proc p
    WHERE p.pronamespace = 'api_internal'::regnamespace AND has_function_privilege('web_anon', p.oid, 'EXECUTE')
    UNION ALL SELECT 'create in ' || nspname FROM pg_namespace WHERE has_schema_privilege('web_anon', oid, 'CREATE')") || return 1
  [ -z "$more" ] || { echo "$more"; return 1; }
}

the_api_role_only_reads() {
  [ "$(sql "SELECT count(*) FROM pg_class WHERE relnamespace = 'trails'::regnamespace AND relkind = 'r'
      AND has_table_privilege('loopgenie_api', oid, 'INSERT, UPDATE, DELETE, TRUNCATE')")" = 0 ] &&
    [ "$(sql "SELECT has_table_privilege('loopgenie_api', 'public.geom', 'SELECT')")" = f ]
}

# blocked COMMAND…: runs it while another session keeps everybody from the trailheads.
blocked() {
  local holder status
  psql -X -q -d http -c 'BEGIN; LOCK trails.trailhead, trails.edge; SELECT pg_sleep(60)' >/dev/null 2>&1 &
  holder=$!
  until [ "$(sql "SELECT count(*) FROM pg_locks WHERE relation = 'trails.edge'::regclass AND mode = 'AccessExclusiveLock' AND granted")" = 1 ]; do sleep 0.05; done
  "$@"
  status=$?
  sql "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK%'" >/dev/null
  wait "$holder" 2>/dev/null
  return $status
}

# answers STATUS PATTERN PATH: what the API says to it.
answers() {
  local status
  status=$(curl -s -m 20 -o build/answer.json -w '%{http_code}' "http://127.0.0.1:$api_port/rpc/$3")
  [ "$status" = "$1" ] && grep -q "$2" build/answer.json || { echo "$3: $status"; head -c 500 build/answer.json; return 1; }
}

set_timeouts() {
  reloading sql "DO \$\$ DECLARE f record; BEGIN
      FOR f IN SELECT oid::regprocedure AS name, proname FROM pg_proc WHERE pronamespace = 'api'::regnamespace AND proname <> 'health' LOOP
        EXECUTE format('ALTER FUNCTION %s SET statement_timeout = %L', f.name, '$1');
      END LOOP; END \$\$; NOTIFY pgrst, 'reload schema'"
}

each_is_504() {
  answers 504 'took too long' 'plan_loop?lat=46.97&lon=11.08&drive_km=15&hike_mi=40' &&
    answers 504 'took too long' 'reachable_trailheads?lat=46.97&lon=11.08&drive_km=15' &&
    answers 504 'took too long' 'find_place?q=alder' &&
    answers 504 'took too long' 'network_stats' &&
    answers 504 'took too long' 'tile?z=10&x=543&y=360'
}

timeouts_are_504() {
  set_timeouts 1s || return 1
  blocked each_is_504
  local status=$?
  reloading install_api || status=1
  return $status
}

# Until the API's backend waits for what `blocked` holds, or ten seconds and more are over.
until_one_waits() {
  for _ in $(seq 200); do
    [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE usename = 'authenticator' AND wait_event_type = 'Lock'")" = 0 ] || return 0
    sleep 0.05
  done
}

# With one connection, which waits, the next request gives up after a second.
second_caller_is_504() {
  curl -s -m 20 -o /dev/null "$(url 12)" &
  local first=$!
  until_one_waits
  answers 504 PGRST003 'health'
  local status=$?
  kill "$first" 2>/dev/null
  return $status
}

full_pool_is_504() {
  stop_api
  PGRST_DB_POOL=1 PGRST_DB_POOL_ACQUISITION_TIMEOUT=1 start_api http && blocked second_caller_is_504
  local status=$?
  stop_api
  start_api http && [ "$status" = 0 ]
}

one_site_may_call() {
  stop_api
  PGRST_SERVER_CORS_ALLOWED_ORIGINS=https://hikes.example.org start_api http || return 1
  allowed() { curl -s -o /dev/null -D - -H "Origin: $1" "http://127.0.0.1:$api_port/rpc/health" | grep -i '^access-control-allow-origin'; }
  allowed https://hikes.example.org && ! allowed https://other.example.org
  local status=$?
  stop_api
  start_api http && [ "$status" = 0 ]
}

cancelled_is_503() {
  (until_one_waits; sql "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'authenticator' AND wait_event_type = 'Lock'" >/dev/null) &
  answers 503 'busy' 'plan_loop?lat=46.97&lon=11.08&drive_km=15&hike_mi=12'
}

# SQL's 54000 and an error that nobody foresaw, which is told to the log only.
other_errors_are_mapped() {
  # The cap counts when a network is prepared, hence the touch.
  reloading sql "UPDATE trails.edge SET appeal = appeal; ALTER FUNCTION api.plan_loop SET loopgenie.max_edges = 1; NOTIFY pgrst, 'reload schema'" || return 1
  answers 422 'shorter drive' 'plan_loop?lat=46.97&lon=11.08&drive_km=15&hike_mi=12'
  local status=$?
  reloading sql "ALTER FUNCTION api.plan_loop RESET loopgenie.max_edges; ALTER TABLE trails.trailhead RENAME geom TO hidden; NOTIFY pgrst, 'reload schema'" || status=1
  answers 500 'the server failed' 'tile?z=12&x=2174&y=1442' && ! grep -q hidden build/answer.json || status=1
  answers 500 'the server failed' 'network_stats' || status=1
  sql "ALTER TABLE trails.trailhead RENAME hidden TO geom"
  return $status
}

no_network_is_unhealthy() {
  sql 'ALTER SCHEMA trails RENAME TO away'
  answers 503 'no network' health
  local status=$?
  sql 'ALTER SCHEMA away RENAME TO trails'
  return $status
}

# With its extensions there, find_place forgives typos, and says no more than the extension does.
misspelt_places_are_found() {
  sql "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS unaccent;
       INSERT INTO trails.place (id, name, kind, population, geom)
       VALUES (1001, 'Château-du-Rôc', 'town', 5000, ST_SetSRID(ST_MakePoint(11.1, 46.9), 4326))" &&
    answers 200 'Château-du-Rôc' 'find_place?q=chatau%20du%20roc' &&
    answers 400 'max_places' 'find_place?q=a&max_places=0' &&
    answers 400 'near_lat' 'find_place?q=a&near_lat=5' &&
    answers 200 'Alder' 'find_place?q=alder%20mill'
}

# A network may lack what is not walked on.
absent_tables_are_no_error() {
  sql "ALTER TABLE trails.place SET SCHEMA public; ALTER TABLE trails.camp SET SCHEMA public" &&
    answers 200 'Alder' 'find_place?q=alder' && answers 200 '"places": *0' network_stats && answers 200 . 'tile?z=10&x=543&y=360'
  local status=$?
  sql "ALTER TABLE public.place SET SCHEMA trails; ALTER TABLE public.camp SET SCHEMA trails"
  return $status
}

# web_anon tries, as PostgREST would become it.
web_anon_cannot() {
  local output
  output=$(psql -X -qAt -v ON_ERROR_STOP=1 -d http -c "SET ROLE web_anon; $1" 2>&1) && { echo "it could: $1"; return 1; }
  grep -q 'permission denied\|read-only' <<<"$output" || { echo "$output"; return 1; }
}

web_anon_is_kept_out() {
  local statement
  for statement in 'SELECT * FROM trails.edge' 'SELECT * FROM public.geom' "SELECT api_internal.answer_json('{}'::json)" \
    "SELECT loopgenie.build_network('public.geom')" 'DELETE FROM trails.trailhead' "UPDATE trails.info SET source = 'x'" \
    'CREATE TABLE api.t ()' 'CREATE TABLE public.t ()' 'SET ROLE loopgenie_api; SELECT 1 FROM trails.edge; INSERT INTO trails.place DEFAULT VALUES'; do
    web_anon_cannot "$statement" || return 1
  done
}

# While twenty tiles hang every plan is answered.
plans_go_on() {
  local readers=() plans
  for x in $(seq 540 559); do
    curl -s -m 30 -o /dev/null "http://127.0.0.1:$web_port/api/rpc/tile?z=10&x=$x&y=360" & readers+=($!)
  done
  for _ in $(seq 400); do
    [ "$(sql "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" -lt 2 ] || break
    sleep 0.05
  done
  plans=$(for mi in 9 10 11 12; do curl -s -m 20 -o /dev/null -w '%{http_code} ' "http://127.0.0.1:$web_port/api/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=$mi"; done)
  plans+=$(sql "SELECT count(*) >= 2 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
  kill "${readers[@]}" 2>/dev/null
  until [ "$(sql "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 0 ]; do sleep 0.1; done
  [ "$plans" = '200 200 200 200 t' ] || { echo "$plans"; return 1; }
}

# A tile that sleeps stands in for one that takes long.
tiles_keep_no_plan_waiting() {
  reloading sql "CREATE OR REPLACE FUNCTION api.tile(z integer DEFAULT NULL, x integer DEFAULT NULL, y integer DEFAULT NULL,
      network text DEFAULT NULL, version text DEFAULT NULL) RETURNS api.\"*/*\" VOLATILE LANGUAGE sql SET statement_timeout = '60s'
    AS 'SELECT NULL::api.\"*/*\" FROM pg_sleep(60)'; NOTIFY pgrst, 'reload schema'" || return 1
  plans_go_on
  local status=$?
  reloading install_api || status=1
  return $status
}

# Two roads to trailhead 1 by way of a corner, one way only towards it, and an island of a road beside the place.
drive_is_drawn() {
  sql "WITH t AS (SELECT 46.970 AS lat, 11.080 AS lon, ST_X(geom) AS x, ST_Y(geom) AS y FROM trails.trailhead WHERE id = 1),
      line(id, source, target, geom) AS (
        SELECT 1, 1, 2, ST_MakeLine(ST_MakePoint(lon, lat), ST_MakePoint(x, lat)) FROM t
        UNION ALL SELECT 2, 2, 3, ST_MakeLine(ST_MakePoint(x, lat), ST_MakePoint(x, y)) FROM t
        UNION ALL SELECT 3, 8, 9, ST_MakeLine(ST_MakePoint(lon, lat), ST_MakePoint(lon, lat + 0.0001)) FROM t)
    INSERT INTO trails.road (id, source, target, length_m, oneway, kind, geom)
    SELECT id, source, target, ST_Length(ST_SetSRID(geom, 4326)::geography), id < 3, 'tertiary', ST_SetSRID(geom, 4326) FROM line;
    UPDATE trails.trailhead SET road_node_id = 3 WHERE id = 1"
  local status=0 drawn
  answers 200 '"minutes": [1-9]' 'drive?lat=46.970&lon=11.080&trailhead_id=1' || status=1
  drawn=$(sql "SELECT jsonb_array_length('$(cat build/answer.json)'::jsonb -> 'geom' -> 'coordinates')")
  [ "$drawn" = 3 ] || { echo "$drawn points"; status=1; }
  sql 'UPDATE trails.road SET geom = ST_Reverse(geom), source = target, target = source WHERE id = 2'
  answers 200 '^null$' 'drive?lat=46.970&lon=11.080&trailhead_id=1' || status=1
  sql 'DELETE FROM trails.road; UPDATE trails.trailhead SET road_node_id = NULL'
  answers 200 '^null$' 'drive?lat=46.970&lon=11.080&trailhead_id=1' && return $status
}

# No more work than the role may spend, however much is asked for: the answer is that of so much effort, not a better one.
one_request_is_bounded() {
  local asked='46.970, 11.080, 1000, 12, loops => 20' free bound
  bound=$(sql "SET loopgenie.max_effort = 1000; SELECT md5(string_agg(p::text, '' ORDER BY rank)) FROM plan_loop($asked, effort => 100000000) p")
  free=$(sql "SELECT md5(string_agg(p::text, '' ORDER BY rank)) FROM plan_loop($asked, effort => 1000) p")
  [ "$bound" = "$free" ] && [ "$bound" != "$(sql "SELECT md5(string_agg(p::text, '' ORDER BY rank)) FROM plan_loop($asked, effort => 100000000) p")" ] &&
    [ "$(PGUSER=authenticator PGPASSWORD=$api_password psql -X -qAt -d http -c 'SHOW loopgenie.max_effort')" -gt 0 ]
}

# An upgrade changes every tag: stood in for by another version number and by another text of one function.
tag() { curl -sI "$(url 12)" | sed -n 's/^ETag: //Ip'; }
upgrades_change_tags() {
  local before
  before=$(tag)
  sql "UPDATE pg_extension SET extversion = extversion || 'x' WHERE extname = 'loopgenie'"
  local status=0
  [ -n "$before" ] && [ "$before" != "$(tag)" ] || status=1
  sql "UPDATE pg_extension SET extversion = left(extversion, -1) WHERE extname = 'loopgenie'"
  [ "$before" = "$(tag)" ] || status=1
  sql "CREATE OR REPLACE FUNCTION api_internal.media_type(format text) RETURNS text LANGUAGE sql IMMUTABLE AS \$\$SELECT NULL::text\$\$"
  psql -X -q -d http -f docker/api/90-grants.sql
  [ "$before" != "$(tag)" ] || status=1
  reloading install_api || status=1
  return $status
}

# Told without a date, heeded with one; the tag changes and the network's version does not.
closures_are_told() {
  local before version
  before=$(tag)
  version=$(sql 'SELECT version FROM trails.info')
  sql "INSERT INTO trails.closure (starts, ends, yearly, reason, geom) SELECT '2020-12-01', '2021-03-31', true, 'nesting', ST_LineInterpolatePoint(e.geom, 0.5)
       FROM plan_loop(46.970, 11.080, 15, 12) AS l JOIN trails.edge e ON e.id = l.edges[3]"
  local status=0 plan='plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=12'
  [ "$before" != "$(tag)" ] && [ "$version" = "$(sql 'SELECT version FROM trails.info')" ] || status=1
  local edge name
  edge=$(sql "SELECT edge_id FROM trails.closed_edge") name=$(sql "SELECT e.name FROM trails.closed_edge x JOIN trails.edge e ON e.id = x.edge_id")
  answers 200 'nesting, every year from 12-01 to 03-31' "$plan" &&
    for closed in "$plan" "$plan&on_date=2026-07-01"; do
      answers 200 "\"closures\" *: *\[.*\"starts\" *: *\"2020-12-01\".*\"reason\" *: *\"nesting\".*\"trails\" *: *\[\"$name\"\].*\"edges\" *: *\[$edge\]" "$closed" || status=1
    done && answers 200 '"code" *: *"closed", *"message" *: *"The best loop would score .*"closures"' "$plan&on_date=2027-01-01" && answers 200 '"reason" *: *null' "$plan&on_date=2026-07-01" &&
    answers 200 '"nesting"' 'closures?min_lat=46&min_lon=10&max_lat=48&max_lon=12&on_date=2027-01-01' && answers 200 '"features" *: *\[\]' 'closures?on_date=2026-07-01' || status=1
  sql 'DELETE FROM trails.closure'
  [ "$before" = "$(tag)" ] || status=1
  return $status
}

# What a backend of this server has for itself, on average: neither shared buffers nor the backends of another test count.
private_kb() {
  awk '/^Anonymous:/ { sum += $2 } END { print int(sum / (ARGC - 1)) }' \
    $(sql "SELECT '/proc/' || pid || '/smaps_rollup' FROM pg_stat_activity WHERE usename = 'authenticator'")
}

load_is_answered() {
  local before after
  wrk -t1 -c8 -d5s "$(url 12)" >/dev/null
  before=$(private_kb)
  wrk -t1 -c8 -d60s --timeout 20s -s test/http/report.lua "$(url 12)" >build/wrk.txt || return 1
  after=$(private_kb)
  echo "a backend: $before kB before, $after kB after" >>build/wrk.txt
  ! grep -E 'Non-2xx|Socket errors' build/wrk.txt && [ "$before" -gt 0 ] && [ "$after" -lt $((before + 1000)) ] || { cat build/wrk.txt; return 1; }
}

thousand_tiles() {
  node test/http/plans_under_tiles.mjs "http://127.0.0.1:$api_port/rpc" "http://127.0.0.1:$tiles_port/rpc" 46.97 11.08 >build/plans_under_tiles.txt
  local status=$?
  sed -i 's/^/# /' build/plans_under_tiles.txt
  return $status
}

# The median of 200 calls over HTTP on one connection against that of the same call in SQL.
# What HTTP adds to a plan: told, not tested, as it depends on what else the machine does.
measure_overhead() {
  node test/http/latency.mjs "$(url 12)" >build/http_ms.txt
  {
    echo "PREPARE q AS SELECT rank, score, ST_AsText(geom) FROM plan_loop(46.970, 11.080, 15, 12);"
    echo '\timing on'
    for _ in $(seq 220); do echo 'EXECUTE q \g /dev/null'; done
  } | psql -X -q -d http | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -200 | sort -n | sed -n 100p >build/sql_ms.txt
  echo "# plan_loop p50: $(cat build/http_ms.txt) ms over HTTP, $(cat build/sql_ms.txt) ms in SQL" >build/overhead.txt
}

# While clients call without pause, PostgREST is asked to end: whatever was answered is whole.
sigterm_loses_no_answer() {
  node test/http/until_closed.mjs "$(url 12)" &
  local client=$!
  sleep 2
  stop_api
  wait "$client"
  local status=$?
  start_api http && [ "$status" = 0 ]
}

postgres_restart_recovers() {
  wrk -t1 -c4 -d12s "$(url 12)" >build/wrk_restart.txt &
  local load=$!
  sleep 2
  restart_postgres || return 1
  wait_for "$(url 12)" && wait "$load" && curl -sf -o /dev/null "$(url 12)"
}

restart_postgres() {
  local data
  data=$(sql 'SHOW data_directory')
  pg_ctlcluster --skip-systemctl-redirect -m fast "$PGVERSION" "$(basename "$data")" stop &&
    pg_ctlcluster --skip-systemctl-redirect "$PGVERSION" "$(basename "$data")" start
}

check "http: npm brings PostgREST" install_npm_packages docker/api
check "http: schema api installs over the sample" prepare_database http
check "http: it installs again over an earlier version" installs_again
start_api http || failures=$((failures + 1))
node test/http/checks.mjs "http://127.0.0.1:$api_port" || failures=$((failures + 1))
check "http: npm brings what the page is built of" install_npm_packages docker/web
check "http: the page builds" build_page
check "http: nginx serves page and API, though a user's path leads to no sbin" eval 'PATH=/usr/local/bin:/usr/bin:/bin start_page http'
node test/http/front.mjs "http://127.0.0.1:$web_port" || failures=$((failures + 1))
check "http: web_anon may execute schema api and nothing else" web_anon_has_nothing_else
check "http: the role behind it reads published networks only" the_api_role_only_reads
check "http: web_anon cannot read, call helpers or write" web_anon_is_kept_out
check "http: what takes too long is 504, whatever was asked" timeouts_are_504
check "http: a request that the operator cancels is 503" blocked cancelled_is_503
check "http: 504 while all connections are taken" full_pool_is_504
check "http: CORS can be narrowed to one site" one_site_may_call
check "http: too large is 422; the unforeseen 500, without details" other_errors_are_mapped
check "http: without a network health is 503" no_network_is_unhealthy
check "http: misspelt places are found where the extensions are" misspelt_places_are_found
check "http: a network without places and camps is served" absent_tables_are_no_error
check "http: 60 s of load are answered, and no backend grows" load_is_answered
sed -n '/requests in/,$s/^ */# /p' build/wrk.txt
measure_overhead
cat build/overhead.txt
check "http: tiles that hang keep no plan waiting" tiles_keep_no_plan_waiting
check "http: plans are answered while a thousand tiles are read" thousand_tiles
cat build/plans_under_tiles.txt
check "http: the drive is drawn, one-way streets and islands minded" drive_is_drawn
check "http: one request spends no more than the role may" one_request_is_bounded
check "http: an upgrade changes the tags" upgrades_change_tags
check "http: closures are told, heeded on a date, and change the tags" closures_are_told
stop_page
check "http: SIGTERM under load loses no answer" sigterm_loses_no_answer
check "http: Postgres restarts under load and the API recovers" postgres_restart_recovers
stop_api
finish
