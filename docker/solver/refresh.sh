#!/bin/bash
# Keeps the network of this solver fed from the database that holds the trails, by loopgenie.sync_network.
# The entry point starts it beside Postgres; `refresh.sh once` refreshes now and ends with status 0 or 1;
# `refresh.sh end` ends the replication before the node goes away, so that no slot is left at the source.
#
#   LOOPGENIE_SOURCE_HOST, _PORT (5432), _DATABASE (postgres), _USER (loopgenie)
#   LOOPGENIE_SOURCE_PASSWORD, or LOOPGENIE_SOURCE_PASSWORD_FILE that holds it
#   LOOPGENIE_SOURCE_SSLMODE       verify-full unless said otherwise
#   LOOPGENIE_SOURCE_SSLROOTCERT   the authorities to trust: for RDS its certificate bundle
#   LOOPGENIE_SOURCE               the trail table (public.geom), or the schema of a network
#   LOOPGENIE_SOURCE_TRAILHEADS    a table of points, if there is one
#   LOOPGENIE_REPLICATION          always or until_stopped: follow the source by logical replication instead of pulling
#                                  (LOOPGENIE_PUBLICATION, loopgenie). until_stopped ends it when the container stops: for a
#                                  node whose volume goes with it
#   LOOPGENIE_REFRESH_SECONDS      between two looks at the source (900); 0 ends after the first success
set -euo pipefail
lib=$(dirname "$0")
export PGOPTIONS='-c client_min_messages=warning'

if [ -n "${LOOPGENIE_SOURCE_PASSWORD_FILE:-}" ]; then
  LOOPGENIE_SOURCE_PASSWORD=$(<"$LOOPGENIE_SOURCE_PASSWORD_FILE")
fi
export LOOPGENIE_SOURCE_PASSWORD
: "${LOOPGENIE_SOURCE_HOST:?is not set: the host of the database that holds the trails}"

# The password goes from the environment into the statement: no process list shows it, and a statement that fails
# is not logged either.
connect() {
  psql -X -q -v ON_ERROR_STOP=1 -v host="$LOOPGENIE_SOURCE_HOST" -v port="${LOOPGENIE_SOURCE_PORT:-5432}" \
    -v db="${LOOPGENIE_SOURCE_DATABASE:-postgres}" -v user="${LOOPGENIE_SOURCE_USER:-loopgenie}" \
    -v sslmode="${LOOPGENIE_SOURCE_SSLMODE:-verify-full}" \
    -v sslrootcert="${LOOPGENIE_SOURCE_SSLROOTCERT:-/etc/ssl/certs/ca-certificates.crt}" <<'SQL'
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
\getenv password LOOPGENIE_SOURCE_PASSWORD
BEGIN;
CREATE EXTENSION IF NOT EXISTS postgres_fdw;
CREATE EXTENSION IF NOT EXISTS dblink;
DROP SERVER IF EXISTS loopgenie_source CASCADE;
CREATE SERVER loopgenie_source FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host', port :'port', dbname :'db',
  sslmode :'sslmode', sslrootcert :'sslrootcert', connect_timeout '10', extensions 'postgis', fetch_size '10000');
CREATE USER MAPPING FOR CURRENT_USER SERVER loopgenie_source OPTIONS (user :'user', password :'password');
COMMIT;
SQL
}

# Whether the source is to be followed and, so far, is not.
needs_copy() {
  [ -n "${LOOPGENIE_REPLICATION:-}" ] &&
    [ "$(psql -X -q -A -t -c "SELECT count(*) FROM loopgenie.replication WHERE network = 'trails' AND slot IS NOT NULL")" = 0 ]
}

# Copies everything, publishes it and follows from there on; says why where it cannot.
replicate() {
  psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -v source="${LOOPGENIE_SOURCE:-public.geom}" \
    -v trailheads="${LOOPGENIE_SOURCE_TRAILHEADS:-}" -v publication="${LOOPGENIE_PUBLICATION:-loopgenie}" <<'SQL'
CALL loopgenie.replicate_network('loopgenie_source', :'source', 'trails', nullif(:'trailheads', ''), publication => :'publication');
SQL
  "$lib"/api/install.sh trails
}

# Says in one line how it went; fails where the refresh did.
refresh() {
  local said
  if needs_copy; then
    replicate || return 1
  fi
  said=$(psql -X -q -A -t -F ' ' -v ON_ERROR_STOP=1 -v source="${LOOPGENIE_SOURCE:-public.geom}" \
    -v trailheads="${LOOPGENIE_SOURCE_TRAILHEADS:-}" 2>/dev/null <<'SQL'
SELECT status, edges, error FROM loopgenie.sync_network('loopgenie_source', :'source', trailheads => nullif(:'trailheads', ''));
SQL
  ) || said="failed: Postgres did not answer"
  echo "refresh: $said"
  case $said in
    replaced*) "$lib"/api/install.sh trails ;;
    unchanged*) ;;
    # Changes that arrived one by one have prepared nothing.
    replicated*) psql -X -q -o /dev/null -c "SELECT loopgenie.prepare_network('trails')" ;;
    lost*) [ -n "${LOOPGENIE_REPLICATION:-}" ] && replicate ;;
    *) return 1 ;;
  esac
}

if [ "${1:-}" = end ]; then
  exec psql -X -q -v ON_ERROR_STOP=1 -c "CALL loopgenie.end_replication('trails')"
fi
connect
if [ "${1:-}" = once ]; then
  refresh
  exit
fi
pause=1
while true; do
  if refresh; then
    pause=${LOOPGENIE_REFRESH_SECONDS:-900}
    [ "$pause" -gt 0 ] || exit 0
  else
    # 2, 4, 8 … seconds, a minute at most: the source may be starting too.
    pause=$((pause < 30 ? pause * 2 : 60))
  fi
  sleep "$pause"
done
