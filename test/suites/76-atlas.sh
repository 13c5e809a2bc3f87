#!/bin/bash
# An atlas whose build is cancelled at work: it is heard at once, what was committed stays, and the next call goes on from there.
cd "$(dirname "$0")/../.." && . test/tap.sh

run() { PGOPTIONS='-c client_min_messages=warning' psql -X -q -A -t -v ON_ERROR_STOP=1 -d atlas "$@"; }
lengths="'{$(LC_ALL=C seq -s, 2.2 0.2 16)}'" # 70 of them
planned() { run -c 'SELECT count(*) FROM trails.atlas_plan'; }

set_up() {
  test/new_database.sh atlas && run -f test/data/sample.sql -c "SELECT FROM loopgenie.build_network('geom', trailheads => 'trailhead_points')" &&
    [ "$(run -c "SELECT count(*) * 70 > 3 * 256 - 128 FROM trails.trailhead")" = t ]
}
# With a notice a batch, so that the cancel comes within the second or a later one.
is_cancelled_at_once() {
  local call began took_ms
  PGAPPNAME=building psql -X -q -d atlas -c 'SET max_parallel_workers_per_gather = 1' \
    -c "CALL loopgenie.build_atlas(hike_mi => $lengths, loops => 3)" >build/atlas.txt 2>&1 &
  call=$!
  until grep -q 'looked at' build/atlas.txt; do kill -0 $call 2>/dev/null || { cat build/atlas.txt; return 1; }; sleep 0.02; done
  sleep 0.2
  began=$EPOCHREALTIME
  run -c "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'building' AND backend_type = 'client backend'" >/dev/null
  ! wait $call || { echo "it was not cancelled"; return 1; }
  took_ms=$(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
  cat build/atlas.txt && echo "$took_ms ms" && grep -q 'canceling statement due to user request' build/atlas.txt && [ $took_ms -lt 1000 ]
}
what_was_told_is_kept() {
  local told
  told=$(sed -n 's/.*NOTICE:  \([0-9]*\) of .* looked at.*/\1/p' build/atlas.txt | tail -1)
  echo "told $told, there are $(planned)"
  [ -n "$told" ] && [ "$(planned)" = "$told" ] && [ "$(run -c "SELECT to_regclass('trails.atlas_batch') IS NULL AND NOT EXISTS (
    SELECT FROM pg_stat_activity WHERE backend_type = 'parallel worker' AND datname = 'atlas')")" = t ]
}
a_rerun_resumes() {
  local before all answer
  before=$(planned) all=$(run -c 'SELECT count(*) * 70 FROM trails.trailhead')
  answer=$(run -c "CALL loopgenie.build_atlas(hike_mi => $lengths, loops => 3)")
  echo "$before of $all, then $answer"
  [ "$answer" = "$((all - before))|$before" ] && [ "$(planned)" = "$all" ]
}

check "atlas: a network to plan ahead" set_up
check "atlas: a build is cancelled at once" is_cancelled_at_once
check "atlas: the batches that it told of stay, and nothing else does" what_was_told_is_kept
check "atlas: the next call plans what is left" a_rerun_resumes
finish
