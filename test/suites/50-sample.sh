#!/bin/bash
# The bundled sample: its generator, and the SQL tests sql/sample_*.sql on a database that holds it.
cd "$(dirname "$0")/../.." && . test/tap.sh

# The example of what closing a trail costs, run as it is written.
what_if_prints_what_it_says() {
  local page=sql/WISHES.md
  sed -n '/^BEGIN;$/,/^ROLLBACK;$/p' $page >build/what_if.sql
  grep -q "INSERT INTO trails.closure" build/what_if.sql &&
    PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -P footer=off -d sample -f build/what_if.sql |
    diff -bB - <(awk '/^ROLLBACK;$/ { told = 1 } told && sub(/^    /, "") { print } told && /^#/ { exit }' $page) &&
    [ "$(psql -X -qAt -d sample -c 'SELECT count(*) FROM trails.closure')" = 0 ]
}

check "sample is what its generator writes" \
  bash -c 'python3 test/data/make_sample.py | cmp - test/data/sample.sql'
check "sample loads" test/load_sample.sh sample
prepared_suite sample
check "sample: what closing a trail costs is what the page says" what_if_prints_what_it_says
finish
