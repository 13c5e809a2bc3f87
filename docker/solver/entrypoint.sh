#!/bin/bash
# Starts the solver: makes the cluster where there is none, starts Postgres, brings the extension and schema
# api up to date, loads a network, and then lives as long as Postgres does.
#
#   AUTHENTICATOR_PASSWORD   what PostgREST logs in with (required)
#   LOOPGENIE_SAMPLE=1       load the bundled sample where no network is loaded yet
#   LOOPGENIE_SOURCE_HOST    the database to copy the trails from: /usr/lib/loopgenie/refresh.sh, which
#                            loads and publishes the network, is then started beside Postgres, once
#   LOOPGENIE_LISTEN         the addresses to listen on, all by default
set -euo pipefail
lib=/usr/lib/loopgenie
export PGUSER=postgres PGDATABASE=loopgenie PGOPTIONS='-c client_min_messages=warning'
: "${AUTHENTICATOR_PASSWORD:?is not set: it is what PostgREST logs in with}"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username postgres --encoding UTF8 --locale C.UTF-8 --auth-local peer --auth-host scram-sha-256 >/dev/null
  echo 'host loopgenie authenticator all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi

trap 'pg_ctl -s -m fast stop; exit 130' INT TERM
# Nobody but this script reaches the server until it is ready, and so nobody takes it for healthy.
PGHOST=$(mktemp -d)
export PGHOST
pg_ctl -s -w start -o "-c listen_addresses='' -c unix_socket_directories='$PGHOST'"
psql -X -qAt -d postgres -c "SELECT 1 FROM pg_database WHERE datname = 'loopgenie'" | grep -q '^' || createdb loopgenie
psql -X -q -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION IF NOT EXISTS loopgenie CASCADE' \
  -c 'ALTER EXTENSION loopgenie UPDATE' -c 'CREATE EXTENSION IF NOT EXISTS pg_trgm' -c 'CREATE EXTENSION IF NOT EXISTS unaccent'
if [ "$(psql -X -qAt -c "SELECT to_regclass('trails.edge') IS NOT NULL")" = t ]; then
  "$lib"/api/install.sh trails
  # By an older version it may have been prepared in another form.
  psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -c "SELECT loopgenie.prepare_network('trails')"
elif [ "${LOOPGENIE_SAMPLE:-}" = 1 ]; then
  "$lib"/api/publish_sample.sh "$lib"/sample.sql
else
  "$lib"/api/install.sh --no-network
fi
# From the environment, so that no process list shows it; a statement that sets a password is not logged.
psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
SET log_statement = 'none';
\getenv password AUTHENTICATOR_PASSWORD
ALTER ROLE authenticator PASSWORD :'password';
SQL
pg_ctl -s -w -m fast stop
rm -rf "$PGHOST"
export PGHOST=/var/run/postgresql
unset AUTHENTICATOR_PASSWORD

# This shell stays the parent: a dying refresh.sh must not look to Postgres like a crashed session.
postgres -c "listen_addresses=${LOOPGENIE_LISTEN:-*}" &
server=$!
leave() {
  if [ "${LOOPGENIE_REPLICATION:-}" = until_stopped ] && [ -n "${refresher:-}" ]; then
    kill "$refresher" 2>/dev/null || true
    "$lib"/refresh.sh end || true
  fi
  kill -INT "$server"
}
trap leave INT TERM
if [ -n "${LOOPGENIE_SOURCE_HOST:-}" ]; then
  "$lib"/refresh.sh &
  refresher=$!
fi
while kill -0 "$server" 2>/dev/null; do
  wait "$server" && status=0 || status=$?
done
exit "$status"
