#!/bin/bash
# The HTTP API: PostgREST itself in front of the bundled sample, its answers, its roles, and load.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

url() { echo "http://127.0.0.1:$api_port/rpc/plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=$1"; }
sql() { psql -X -qAt -v ON_ERROR_STOP=1 -d http -c "$1"; }

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

# A long request against a timeout of 50 ms.
timeouts_are_504() {
  local status
  sql "ALTER FUNCTION api.plan_loop SET statement_timeout = '50ms'; NOTIFY pgrst, 'reload schema'"
  sleep 1
  status=$(curl -s -o build/timeout.json -w '%{http_code}' "$(url 40)&loops=20&tolerance=0.5")
  sql "ALTER FUNCTION api.plan_loop SET statement_timeout = '10s'; NOTIFY pgrst, 'reload schema'"
  sleep 1
  [ "$status" = 504 ] && grep -q 'took too long' build/timeout.json || { echo "$status"; cat build/timeout.json; return 1; }
}

memory_kb() { awk '/^Pss:/ { sum += $2 } END { print sum }' $(pgrep -f 'postgres: .*authenticator' | sed 's|.*|/proc/&/smaps_rollup|'); }

load_is_answered() {
  local before after
  wrk -t1 -c8 -d5s "$(url 12)" >/dev/null
  before=$(memory_kb)
  wrk -t1 -c8 -d60s --latency "$(url 12)" >build/wrk.txt || return 1
  after=$(memory_kb)
  echo "backends: $before kB before, $after kB after" >>build/wrk.txt
  ! grep -E 'Non-2xx|Socket errors' build/wrk.txt && [ "$after" -lt $((before * 5 / 4 + 10000)) ] || { cat build/wrk.txt; return 1; }
}

# The median of 200 calls over HTTP on one connection against that of the same call in SQL.
overhead_is_small() {
  node test/http/latency.mjs "$(url 12)" >build/http_ms.txt || return 1
  {
    echo "PREPARE q AS SELECT rank, score, ST_AsText(geom) FROM plan_loop(46.970, 11.080, 15, 12);"
    echo '\timing on'
    for _ in $(seq 220); do echo 'EXECUTE q \g /dev/null'; done
  } | psql -X -q -d http | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -200 | sort -n | sed -n 100p >build/sql_ms.txt
  echo "# plan_loop p50: $(cat build/http_ms.txt) ms over HTTP, $(cat build/sql_ms.txt) ms in SQL" >build/overhead.txt
  awk '{ getline sql < "build/sql_ms.txt"; exit !($1 - sql <= 5) }' build/http_ms.txt || { cat build/overhead.txt; return 1; }
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
check "http: it installs again over itself" env PGDATABASE=http docker/api/install.sh trails
start_api http || failures=$((failures + 1))
node test/http/checks.mjs "http://127.0.0.1:$api_port" || failures=$((failures + 1))
check "http: web_anon may execute schema api and nothing else" web_anon_has_nothing_else
check "http: the role behind it reads published networks only" the_api_role_only_reads
check "http: a plan that takes too long is 504" timeouts_are_504
check "http: 60 s of load are answered, memory stays" load_is_answered
sed -n '/Latency Distribution/,$s/^/# /p' build/wrk.txt
check "http: p50 is within 5 ms of SQL" overhead_is_small
cat build/overhead.txt
check "http: SIGTERM under load loses no answer" sigterm_loses_no_answer
check "http: Postgres restarts under load and the API recovers" postgres_restart_recovers
stop_api
finish
