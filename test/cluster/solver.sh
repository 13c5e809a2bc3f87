# Sourced after source.sh: the solver beside it, a database of the running Postgres, and what the suites do with both.

solver() { psql -X -q -A -t -d solver "$@"; }
test_solver() { [ "$(solver -c "SELECT $1")" = t ]; }
# said PATTERN SQL: the statement's output or error matches.
said() { solver -v VERBOSITY=verbose -c "$2" 2>&1 | grep -qE "$1"; }
# change SQL: at the source, as the owner of the trails.
change() { SOURCE_USER=website source_psql -c "SET ROLE website; $1"; }

start_clusters() {
  mkdir -p build
  create_source || return
  trap stop_source EXIT
  SOURCE_DB=postgres source_psql -c 'CREATE DATABASE hikes' &&
    source_psql -f test/cluster/source.sql &&
    test/new_database.sh solver &&
    solver -v ON_ERROR_STOP=1 -c "CREATE EXTENSION postgres_fdw; CREATE EXTENSION dblink; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent" \
      -c "CREATE SERVER rds FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'localhost', port '$source_port', dbname 'hikes',
          sslmode 'verify-full', sslrootcert '$source_dir/tls/authority.crt', extensions 'postgis', fetch_size '10000', connect_timeout '3')" \
      -c "CREATE USER MAPPING FOR CURRENT_USER SERVER rds OPTIONS (user 'solver', password 's3cret of the solver')"
}

# give_hut: a place to sleep at a junction of the source's trails.
give_hut() {
  change "CREATE TABLE camp (id bigint PRIMARY KEY, name text, kind text, geom geometry(Point, 4326)); GRANT SELECT ON camp TO solver;
    INSERT INTO camp VALUES (7, 'Hut', 'alpine_hut', ST_Point(7.032, 46.02, 4326))"
}
# night NETWORK: where a hike of two days sleeps.
night() { solver -c "SELECT c.name FROM plan_loop(46.0, 7.0, 20, 5.7, days => 2, network => '$1') AS l JOIN $1.camp AS c ON l.camps = ARRAY[c.id]" 2>/dev/null; }

# give_network: puts the solver's network into the source as schema ready, as plain tables.
give_network() {
  source_psql -c "CREATE SCHEMA ready AUTHORIZATION website; GRANT USAGE ON SCHEMA ready TO solver"
  pg_dump -d solver -n trails --no-owner --no-privileges |
    sed 's/trails\./ready./g; s/CREATE SCHEMA trails/CREATE SCHEMA IF NOT EXISTS ready/; s/SCHEMA trails/SCHEMA ready/' |
    source_psql >build/ready.log 2>&1
  source_psql -c "GRANT SELECT ON ALL TABLES IN SCHEMA ready TO solver"
}

# install_node, and then node COMMAND: the scripts of a node where the image has them, and their settings.
lib=build/cluster-lib
install_node() { rm -rf "$lib" && mkdir -p "$lib" && cp docker/solver/refresh.sh "$lib/" && cp -r docker/api "$lib/api"; }
node() {
  env PGDATABASE=solver LOOPGENIE_SOURCE_HOST=localhost LOOPGENIE_SOURCE_PORT="$source_port" LOOPGENIE_SOURCE_DATABASE=hikes \
    LOOPGENIE_SOURCE_USER=solver LOOPGENIE_SOURCE_SSLROOTCERT="$source_dir/tls/authority.crt" "$@"
}
