#!/bin/bash
# setup.sh NETWORK NODE…: makes the Postgres that PGHOST etc. name the coordinator of these solver nodes. NETWORK is copied to each from
# the first, which has it. A node is host:port/database; one with four cores is named four times, as a scan takes one core.
#   NODE_USER=postgres NODE_PASSWORD=… docker/nodes/setup.sh trails solver1:5432/hikes solver2:5432/hikes
# Then: INSERT INTO asked.place …, CALL asked.answer_all(), SELECT … FROM asked.result.
set -euo pipefail
cd "$(dirname "$0")"
network=$1
shift
: "${NODE_USER:?names who logs in at the nodes}" "${NODE_PASSWORD:?is their password}"
export PGOPTIONS='-c client_min_messages=warning'

at() { # NODE COMMAND…: as its user
  local host=${1%%:*} port=${1#*:}
  PGHOST=$host PGPORT=${port%%/*} PGDATABASE=${1##*/} PGUSER=$NODE_USER PGPASSWORD=$NODE_PASSWORD "${@:2}"
}
quoted() { printf "''%s''" "${1//\'/\'\'\'\'}"; }

psql -X -q -f coordinator.sql
part=0
for node in "$@"; do
  if [ "$(at "$node" psql -XAtc "SELECT to_regclass('\"$network\".edge') IS NULL")" = t ]; then
    at "$1" pg_dump -n "\"$network\"" --no-owner --no-privileges | at "$node" psql -X -q -v ON_ERROR_STOP=1 >/dev/null
  fi
  at "$node" psql -X -q -v part=$part -v network="$network" -f part.sql
  port=${node#*:}
  psql -X -q -v ON_ERROR_STOP=1 -c "CALL asked.add_node($part, $#,
    'host $(quoted "${node%%:*}"), port $(quoted "${port%%/*}"), dbname $(quoted "${node##*/}")',
    'user $(quoted "$NODE_USER"), password $(quoted "$NODE_PASSWORD")')"
  part=$((part + 1))
done
