#!/bin/bash
# One backend for a long time: cancelled, failing and answered calls by the hundred must leave no
# C++ object and no memory behind, and a cancel must be answered at once.
cd "$(dirname "$0")/../.." && . test/tap.sh

test/new_database.sh backend
psql -X -q -d backend -v ON_ERROR_STOP=1 -f test/data/grid_network.sql >/dev/null
check "a grid of 160,000 edges is built" test "$(psql -XAt -d backend -c 'SELECT count(*) > 150000 FROM grid.edge')" = t

out=build/backend.txt
psql -XAt -d backend -f test/backend.sql >"$out" 2>&1
line() { sed -n "s/^$1|//p" "$out"; }
check "fifty timeouts of 50 ms are answered within 150 ms (slowest: $(line slowest_ms) ms)" \
  test "$(line timeouts)" = "50|t"
check "no C++ object is alive after timeouts, errors and answers" test "$(line live)" = "0|0|0"
check "memory does not grow over the last forty timeouts ($(line growth_kb) kB)" test "$(line growth_ok)" = t
check "a cancel from another session is answered within 150 ms ($(line cancel_ms) ms)" test "$(line cancelled)" = "cancelled|0|t"

# pg_dump and restore: plain tables, so the same answer.
psql -X -q -d backend -f test/data/dump_network.sql >/dev/null
answer="SELECT edges, score FROM plan_loop(46, 7, 5, 3, tolerance => 0.5, network => 'dumped')"
before=$(psql -XAt -d backend -c "$answer")
test/new_database.sh restored
pg_dump -d backend -n dumped | psql -X -q -d restored -v ON_ERROR_STOP=1 >build/restore.log 2>&1
check "a dumped network restores" test $? -eq 0
check "the restored network gives the same answer" test "$before" = "$(psql -XAt -d restored -c "$answer")" -a -n "$before"
finish
