#!/bin/bash
# The house rules that Postgres itself can tell once the extension is installed.
cd "$(dirname "$0")/../.." && . test/tap.sh

# Succeeds when the query finds no row; else shows the rows.
no_row() {
  local rows
  rows=$(psql -X -qAt -v ON_ERROR_STOP=1 -d catalog -c "
    CREATE TEMP VIEW member AS
      SELECT classid, objid, pg_describe_object(classid, objid, 0) AS described
      FROM pg_depend
      WHERE deptype = 'e'
        AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'loopgenie');
    CREATE TEMP VIEW own_function AS
      SELECT pg_proc.oid::regprocedure AS signature, pg_proc.*
      FROM pg_proc JOIN member ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid;
    $1") && [ -z "$rows" ] || {
    echo "$rows"
    return 1
  }
}

check "catalog: the extension installs" test/new_database.sh catalog
check "catalog: every object has a comment" no_row "
  SELECT described FROM member WHERE obj_description(objid, classid::regclass::name) IS NULL
    AND described !~ '^(type|row type) .*\[\]$'"
check "catalog: PUBLIC may not execute internals or what writes" no_row "
  SELECT signature FROM own_function, aclexplode(coalesce(proacl, acldefault('f', proowner))) AS granted
  WHERE granted.grantee = 0 AND (proname LIKE '\_%' OR provolatile = 'v')"
check "catalog: plpgsql functions fix their search_path" no_row "
  SELECT signature FROM own_function JOIN pg_language ON pg_language.oid = prolang
  WHERE lanname = 'plpgsql' AND prokind <> 'p' -- a procedure that commits may not
    AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false)"
check "catalog: every error raised in SQL has an SQLSTATE" no_row "
  SELECT signature, raised[1]
  FROM own_function, regexp_matches(prosrc, 'RAISE EXCEPTION[^;]*;', 'g') AS raised
  WHERE raised[1] !~* 'errcode|sqlstate'"
reference_is_current() {
  psql -X -q -d catalog -f test/reference.sql >build/REFERENCE.md && diff sql/REFERENCE.md build/REFERENCE.md || {
    echo "run: make reference"
    return 1
  }
}

check "catalog: sql/REFERENCE.md is what the comments say" reference_is_current
check "catalog: the extension drops without a trace" psql -X -q -v ON_ERROR_STOP=1 -d catalog -c "
  DROP EXTENSION loopgenie;
  DO \$\$ BEGIN ASSERT to_regnamespace('loopgenie') IS NULL; END \$\$"
finish
