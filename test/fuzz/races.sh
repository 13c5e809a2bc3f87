#!/bin/bash
# races.sh SEED SECONDS: two networks are truncated and filled, changed, rewritten, renamed to each other, swapped and
# prepared while others plan on them, cancelled and killed at random. In the database of PGDATABASE.
# A seed draws the same changes, but when they meet is the machine's.
set -uo pipefail
seed=$1
cd "$(dirname "$0")/../.."

run() { PGOPTIONS='-c client_min_messages=error' psql -X -qAt -v ON_ERROR_STOP=1 "$@"; }
run -f test/fuzz/races.sql >/dev/null || exit 1
until=$(run -c "SELECT clock_timestamp() + interval '$2 s'")
deadline=$((SECONDS + $2))

# again ISOLATION SQL: in a new connection whenever the last one was killed.
again() {
  while [ "$SECONDS" -lt "$deadline" ]; do
    PGAPPNAME=race run -c "SELECT setseed((($seed * 7 + $SECONDS * 13) % 1000) / 1000.0)" \
      -c "SET default_transaction_isolation = '$1'" -c "$2" >/dev/null 2>&1
  done
}
again 'read committed' "CALL keep_changing('$until')" &
again 'read committed' "CALL keep_planning(1, '$until')" &
again 'read committed' "CALL keep_planning(2, '$until')" &
again 'repeatable read' "CALL keep_planning(3, '$until')" &
while [ "$SECONDS" -lt "$deadline" ]; do
  run -c "SELECT CASE WHEN random() < 0.5 THEN pg_cancel_backend(pid) ELSE pg_terminate_backend(pid) END
    FROM pg_stat_activity WHERE application_name = 'race' ORDER BY random() LIMIT 1" >/dev/null
  sleep 0.3
done
wait
run -c "SELECT sum(right_ones) || ' right answers, ' || sum(conflicts) || ' conflicts, ' || nextval('race_generation') || ' generations' FROM race_answer" \
  -c "SELECT 'wrong: ' || wrong FROM race_answer WHERE wrong IS NOT NULL LIMIT 5" \
  -c "SELECT 'sound' FROM race_alive WHERE loopgenie._live_objects() = 0 AND NOT EXISTS (SELECT FROM race_answer WHERE wrong IS NOT NULL)
      AND (SELECT sum(right_ones) > 0 FROM race_answer)"
