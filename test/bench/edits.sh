#!/bin/bash
# What the next plan waits for after an edit, by kind of edit and size of network: Andorra, 3 and 31 copies of Heidelberg. Processor
# milliseconds of that plan, for 5 miles within 20 km of where the edit is, less those of the same plan once more; and of
# loopgenie.prepare_network after it, for what that plan has left.
#   test/with_postgres.sh test/bench/edits.sh
#   COPIES=3 DRIVE_KM=30 test/with_postgres.sh test/bench/edits.sh         smaller, and farther
# Needs ../shared/data and the installed extension. Prints a table in Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PGDATABASE=bench_edits
run() { psql -X -q -At -v ON_ERROR_STOP=1 "$@"; }

test/bench/maps.sh "$PGDATABASE" andorra heidelberg
run -f test/bench/scale.sql
networks=(andorra)
for copies in ${COPIES:-3 31}; do
  run -c "CALL build_copies('copies_$copies', $copies)"
  networks+=("copies_$copies")
done

run <<'SQL'
CREATE TABLE taken (network text, n serial, edit text, plan_ms float8, ahead_ms float8);
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
SQL
# spent STATEMENT: processor milliseconds, in a session of its own.
spent() {
  run -c "CREATE TEMP TABLE began AS SELECT processor_ms() AS ms" -c "CREATE TEMP TABLE done AS $1" -c "SELECT processor_ms() - ms FROM began"
}
# measure NETWORK EDIT STATEMENT: in sessions of their own, as people edit and plan.
measure() {
  local plan="SELECT * FROM place_$1, plan_loop(lat, lon, ${DRIVE_KM:-20}, 5, network => '$1')" first ahead again
  run -c "SET client_min_messages = error" -c "SET search_path = $1, public" -c "$3" >/dev/null
  first=$(spent "$plan")
  ahead=$(spent "SELECT loopgenie.prepare_network('$1')")
  again=$(spent "$plan")
  run -c "INSERT INTO taken (network, edit, plan_ms, ahead_ms) VALUES ('$1', '$2', greatest(0, $first - $again), $ahead)"
}
for network in "${networks[@]}"; do
  run -c "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; rm -f loopgenie/*'"
  any='(SELECT id FROM edge ORDER BY md5(id::text) LIMIT 1)'
  run -c "CREATE TABLE place_$network AS SELECT ST_Y(ST_StartPoint(geom)) AS lat, ST_X(ST_StartPoint(geom)) AS lon FROM $network.edge ORDER BY md5(id::text) LIMIT 1"
  measure "$network" 'the first time' "SELECT"
  measure "$network" 'a name' "UPDATE edge SET name = 'New' WHERE id = $any"
  measure "$network" 'a bend' "UPDATE edge SET geom = ST_Segmentize(geom, 1e-5) WHERE id = $any"
  measure "$network" 'a length' "UPDATE edge SET length_m = length_m * 1.1 WHERE id = $any"
  measure "$network" 'an appeal' "UPDATE edge SET appeal = appeal / 2 WHERE id = $any"
  measure "$network" 'an edge added' "INSERT INTO edge (id, source, target, length_m, appeal, geom)
    SELECT (SELECT max(id) + 1 FROM edge), source, target, length_m * 1.2, appeal, geom FROM edge WHERE id = $any"
  measure "$network" 'an edge removed' "DELETE FROM edge WHERE id = $any"
  measure "$network" 'a trailhead added' "INSERT INTO trailhead (id, node_id, geom)
    SELECT (SELECT max(id) + 1 FROM trailhead), id, geom FROM node ORDER BY md5(id::text) LIMIT 1"
  measure "$network" 'a camp added' "INSERT INTO camp (node_id, kind, geom) SELECT id, 'shelter', geom FROM node ORDER BY md5(id::text) LIMIT 1"
  measure "$network" '1,000 appeals' "UPDATE edge SET appeal = appeal / 2 WHERE id IN (SELECT id FROM edge ORDER BY md5(id::text) LIMIT 1000)"
  measure "$network" 'all appeals' "UPDATE edge SET appeal = appeal * 0.9"
done

echo "| edit$(for network in "${networks[@]}"; do run -F ' edges, ' -c "SELECT ' | $network: ' || (SELECT count(*) FROM $network.edge), (SELECT count(*) FROM $network.trailhead) || ' trailheads'"; done | tr -d '\n') |"
echo "|---$(printf '|---%.0s' "${networks[@]}")|"
run -c "SELECT '| ' || edit || ' | ' || string_agg(round(plan_ms) || ', ' || round(ahead_ms), ' | ' ORDER BY n) || ' |' FROM taken GROUP BY edit ORDER BY min(n)"
