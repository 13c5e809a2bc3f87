#!/bin/bash
# Many machines: a coordinator and two solver nodes, each a cluster of its own; one is killed at work.
cd "$(dirname "$0")/../.." && . test/tap.sh

bin=$(pg_config --bindir)
as_server_user() { if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
first_port=$((24000 + RANDOM % 8000))
export NODE_USER=solver NODE_PASSWORD=together

start_node() { as_server_user "$bin/pg_ctl" -D "$SCRATCH/node$1/data" -l "$SCRATCH/node$1/log" -w start >/dev/null; }
kill_node() { as_server_user "$bin/pg_ctl" -D "$SCRATCH/node$1/data" -m immediate -w stop >/dev/null; }
on_node() { PGHOST=localhost PGPORT=$((first_port + $1)) PGUSER=$NODE_USER PGPASSWORD=$NODE_PASSWORD PGDATABASE=hikes psql -X -q -A -t -v ON_ERROR_STOP=1 "${@:2}"; }

create_node() { # NUMBER
  mkdir -p "$SCRATCH/node$1" && { [ "$(id -u)" -ne 0 ] || chown postgres "$SCRATCH/node$1"; }
  as_server_user "$bin/initdb" -D "$SCRATCH/node$1/data" -U "$NODE_USER" --encoding UTF8 --locale C.UTF-8 --auth-host scram-sha-256 --auth-local trust >/dev/null || return
  printf '%s\n' "port = $((first_port + $1))" "listen_addresses = 'localhost'" "unix_socket_directories = '$SCRATCH/node$1'" 'fsync = off' >>"$SCRATCH/node$1/data/postgresql.conf"
  start_node "$1" &&
    PGHOST=$SCRATCH/node$1 PGPORT=$((first_port + $1)) PGUSER=$NODE_USER PGDATABASE=postgres psql -X -q -c "ALTER ROLE $NODE_USER PASSWORD '$NODE_PASSWORD'" -c 'CREATE DATABASE hikes' &&
    PGOPTIONS='-c client_min_messages=warning' on_node "$1" -c 'CREATE EXTENSION loopgenie CASCADE'
}
stop_nodes() { kill_node 1; kill_node 2; } 2>/dev/null
coordinator() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d coordinator "$@"; }

set_up() {
  create_node 1 && create_node 2 &&
    PGOPTIONS='-c client_min_messages=error' on_node 1 -f test/data/sample.sql -c "SELECT FROM loopgenie.build_network('geom', trailheads => 'trailhead_points')" &&
    createdb coordinator && PGDATABASE=coordinator docker/nodes/setup.sh trails "localhost:$((first_port + 1))/hikes" "localhost:$((first_port + 2))/hikes" &&
    coordinator -c "INSERT INTO asked.place SELECT i, 46.9 + i * 0.0005, 11.0 + i * 0.0007, 40, 4 + i % 12 FROM generate_series(1, 300) AS i"
}
work_divides() {
  local one two
  one=$(on_node 1 -c 'SELECT count(*) FROM asked.place_0') two=$(on_node 2 -c 'SELECT count(*) FROM asked.place_1')
  echo "$one and $two"
  [ $((one + two)) = 300 ] && [ "$one" -gt 100 ] && [ "$two" -gt 100 ]
}
scans_are_asynchronous() { coordinator -c 'EXPLAIN SELECT * FROM asked.answer' | tee /dev/stderr | grep -c 'Async Foreign Scan' | grep -qx 2; }
dies_in_the_middle() {
  coordinator -c 'CALL asked.answer_all(20)' >build/nodes.txt 2>&1 &
  local call=$!
  until grep -q 'answered to place' build/nodes.txt; do kill -0 $call 2>/dev/null || break; sleep 0.02; done
  kill_node 2
  ! wait $call && cat build/nodes.txt && grep -qE 'server closed the connection|could not connect|terminating connection' build/nodes.txt &&
    [ "$(coordinator -c 'SELECT answered_to > 0 AND answered_to < 300 FROM asked.progress')" = t ] &&
    [ "$(coordinator -c 'SELECT max(id) <= answered_to FROM asked.result, asked.progress GROUP BY answered_to')" = t ]
}
a_rerun_resumes() {
  coordinator -c 'CREATE TABLE before AS SELECT id, rank, xmin AS written FROM asked.result'
  start_node 2 && coordinator -c 'CALL asked.answer_all(20)' >build/nodes.txt 2>&1 || { cat build/nodes.txt; return 1; }
  [ "$(coordinator -c 'SELECT answered_to FROM asked.progress')" = 300 ] &&
    [ "$(coordinator -c 'SELECT count(*) FROM before b JOIN asked.result r USING (id, rank) WHERE r.xmin = b.written')" = "$(coordinator -c 'SELECT count(*) FROM before')" ]
}
as_one_machine_answers() {
  local query="SELECT md5(string_agg(concat_ws(' ', p.id, l.rank, l.score, l.trailhead_id, l.geom), ',' ORDER BY p.id)) FROM"
  local alone together
  alone=$(on_node 1 -c "$query generate_series(1, 300) AS p(id), plan_loop(46.9 + id * 0.0005, 11.0 + id * 0.0007, 40, 4 + id % 12) AS l")
  together=$(coordinator -c "$query asked.result AS l JOIN LATERAL (SELECT l.id) AS p ON true")
  [ -n "$alone" ] && [ "$alone" = "$together" ] || { echo "$alone is not $together"; return 1; }
}

trap stop_nodes EXIT
check "nodes: two solver nodes are set up behind a coordinator" set_up
check "nodes: the places are divided among them" work_divides
check "nodes: both are asked at once" scans_are_asynchronous
check "nodes: when one dies the statement fails, and what was answered stays" dies_in_the_middle
check "nodes: a rerun goes on from there" a_rerun_resumes
check "nodes: the answers are those of one machine" as_one_machine_answers
finish
