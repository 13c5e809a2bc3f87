#!/bin/bash
# Nobody who may create functions, operators, types or tables chooses what ours run: every name in the SQL of the
# extension, of docker/api and of C++ says where it is, or is looked up where nobody else creates anything.
cd "$(dirname "$0")/../.." && . test/tap.sh

mkdir -p build
builtins=build/builtins.txt
psql -X -qAt -F ' ' -d postgres >"$builtins" -c "
  SELECT DISTINCT 'function', proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
  UNION SELECT 'type', typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace"
qualified() { /usr/bin/python3 -B test/qualified/qualified.py "$builtins" "$@"; }

# From 8 on the parser of PL/pgSQL refuses types of schemas that it does not know.
if /usr/bin/python3 -c 'import pglast, sys; sys.exit(int(pglast.__version__.lstrip("v").split(".")[0]) < 8)'; then
  skip "qualified: names" "needs pglast before 8"
  finish
  exit
fi

check "qualified: what is not is found, and nothing else" qualified --examples test/qualified/examples.sql
check "qualified: every name of the extension's script" qualified sql/install/*.sql sql/updates/*--"$(
  sed -n "s/^default_version *= *'\(.*\)'/\1/p" loopgenie.control)".sql
check "qualified: every name of the HTTP API" qualified docker/api/[0-9]*.sql
check "qualified: every name in the statements of C++" qualified src/pg/*.cpp
finish
