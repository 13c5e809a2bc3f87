#!/bin/bash
# What it takes to prepare a network again after an edit of one row, by kind of edit and size of network: Andorra, 3 and 31 copies of
# Heidelberg. Processor milliseconds of loopgenie.prepare_network, which is what the next plan would wait for.
#   test/with_postgres.sh test/bench/edits.sh
#   COPIES=3 test/with_postgres.sh test/bench/edits.sh         smaller
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
CREATE TABLE taken (network text, n serial, edit text, ms float8);
CREATE FUNCTION processor_ms() RETURNS float8 LANGUAGE sql VOLATILE RETURN split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::float8 / 1e6;
SQL
# measure NETWORK EDIT STATEMENT: in sessions of their own, as people edit and plan.
measure() {
  run -c "SET client_min_messages = error" -c "SET search_path = $1, public" -c "$3" >/dev/null
  run -c "CREATE TEMP TABLE began AS SELECT processor_ms() AS ms" -c "SELECT loopgenie.prepare_network('$1')" \
    -c "INSERT INTO taken (network, edit, ms) SELECT '$1', '$2', processor_ms() - ms FROM began" >/dev/null
}
for network in "${networks[@]}"; do
  run -c "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; rm -f loopgenie/*'"
  measure "$network" 'the first time' "SELECT"
  any='(SELECT id FROM edge ORDER BY md5(id::text) LIMIT 1)'
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
done

echo "| edit$(for network in "${networks[@]}"; do run -F ' edges, ' -c "SELECT ' | $network: ' || (SELECT count(*) FROM $network.edge), (SELECT count(*) FROM $network.trailhead) || ' trailheads'"; done | tr -d '\n') |"
echo "|---$(printf '|---%.0s' "${networks[@]}")|"
run -c "SELECT '| ' || edit || ' | ' || string_agg(round(ms::numeric, CASE WHEN ms < 10 THEN 1 ELSE 0 END)::text, ' | ' ORDER BY n) || ' |' FROM taken GROUP BY edit ORDER BY min(n)"
