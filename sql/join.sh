#!/bin/bash
# join.sh COMMAND TOPIC…: joins topics, SQL files in their order, into the extension script that COMMAND runs, on
# standard output.
#
# In the topics postgis. and pgrouting. stand for the schemas where those extensions are, which only the database knows
# (@extschema:name@ is new in Postgres 16). So each topic is executed as a text in which they have been replaced, with
# nothing in the search_path that anybody else could have put something into.
set -euo pipefail

cat <<END
-- This file is joined by make from the topics of sql/install: edit those.
\echo Use "$1" to load this file. \quit
SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
END
for topic in "${@:2}"; do
  echo "
DO \$install\$
BEGIN
  EXECUTE regexp_replace(regexp_replace(\$script\$"
  cat "$topic"
  cat <<'END'
$script$,
    '\mpostgis(?=\.)', (SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'postgis'), 'g'),
    '\mpgrouting(?=\.|, pg_temp)', (SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'pgrouting'), 'g');
END $install$;
END
done
