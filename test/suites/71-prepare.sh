#!/bin/bash
# Preparing a network beside those who wait for it: cancelled, terminated, without room to write.
cd "$(dirname "$0")/../.." && . test/tap.sh

db() { psql -X -qAt -v ON_ERROR_STOP=1 -d prepare "$@"; }
# In the data directory, as the server's user.
as_server() { db -c "COPY (SELECT 1) TO PROGRAM \$\$cat >/dev/null; $1\$\$"; }
# change: the next version is another. forget: and nothing is known of the one before, so to prepare takes its time.
change() { db -c 'SET client_min_messages = error; UPDATE grid.info SET content = gen_random_uuid()'; }
forget() {
  as_server 'rm -rf loopgenie'
  change
}
plan="SELECT count(*) FROM plan_loop(46.1, 7.1, 3, 3, effort => 1000000, network => 'grid')"
unfinished() { db -c "SELECT count(*) FROM pg_ls_dir('loopgenie', true, false) AS f WHERE f LIKE '%.%'"; }

# preparing_is_held: a session prepares, however quick that is, and its process $writer stands still while it writes until
# go_on. One that was not seen begins again.
preparing_is_held() {
  local watching
  for _ in 1 2 3 4 5; do
    forget
    as_server 'for i in $(seq 5000); do
        set -- loopgenie/*.*
        if kill -STOP "${1##*.}"; then
          [ ! -e "$1" ] || exit 0
          kill -CONT "${1##*.}"
        fi
        sleep 0.002
      done 2>/dev/null' &
    watching=$!
    db -c "SELECT loopgenie.prepare_network('grid')" >build/prepare.txt 2>&1 &
    session=$!
    wait $watching
    writer=$(db -c "SELECT substring(f FROM '\.(\d+)\$') FROM pg_ls_dir('loopgenie', true, false) AS f WHERE f LIKE '%.%'")
    [ -z "$writer" ] || return 0
    wait $session
  done
  return 1
}
go_on() { as_server "kill -CONT $writer"; }

# stopped_while_preparing HOW: an unfinished file is there, and gone once the writer is stopped.
stopped_while_preparing() {
  preparing_is_held && [ "$(unfinished)" = 1 ] && [ "$(db -c "SELECT $1($writer)")" = t ] && go_on || return 1
  ! wait $session || { echo 'it was not stopped'; return 1; }
  [ "$(unfinished)" = 0 ] || { unfinished; return 1; }
}

# A plan with a limit of its own waits no longer than that, and is told what it waited for: here a writer that stands still.
waits_for_its_own_limit() {
  local said
  preparing_is_held || return 1
  said=$(timeout 60 psql -X -qAt -d prepare -c 'SET statement_timeout = 100' -c "$plan" 2>&1)
  go_on
  wait $session
  [[ $said == *'The network is being prepared'* ]] && [ "$(cat build/prepare.txt)" = t ] || { echo "$said; $(cat build/prepare.txt)"; return 1; }
}

# In a fresh cluster root may write anywhere, and the server's user is not root: a file in the place of the folder
# is in nobody's way but the writer's.
without_a_folder() {
  forget
  as_server 'rm -rf loopgenie; : >loopgenie'
  [ "$(db -c "SET client_min_messages = error; SELECT loopgenie.prepare_network('grid')")" = f ] || return 1
}
# Three callers at once, and then the log.
side_by_side() {
  local answers=()
  for caller in 1 2 3; do
    db -c "$plan" -c "$plan" >"build/prepare_$caller.txt" 2>&1 &
    answers+=($!)
  done
  wait "${answers[@]}"
  [ "$(cat build/prepare_[123].txt | sort | uniq -c | xargs)" = '6 1' ] || { cat build/prepare_[123].txt; return 1; }
}

# on_a_disk_of KILOBYTES COMMAND…: with a folder for prepared files that holds no more.
on_a_disk_of() {
  local size=$1 folder status
  folder=$(db -c 'SHOW data_directory')/loopgenie
  shift
  as_server 'rm -rf loopgenie; mkdir -m 700 loopgenie'
  mount -t tmpfs -o "size=${size}k,mode=700,uid=$(stat -c %u "$folder"),gid=$(stat -c %g "$folder")" tmpfs "$folder" || return 1
  "$@"
  status=$?
  umount -l "$folder"  # a backend that is just ending may still hold a file
  return $status
}
unwritten_in_log() { cat "${PGSYSCONFDIR%/*}"/log/*.log | grep -c 'could not write the prepared network'; }
# As long as a session lives that knows, nobody says it again.
plans_without_room() {
  local before said
  before=$(unwritten_in_log)
  coproc knowing { psql -X -qAt -d prepare; }
  echo "$plan;" >&"${knowing[1]}"
  read -r said <&"${knowing[0]}"
  side_by_side && [ "$said" = 1 ] && [ $(($(unwritten_in_log) - before)) = 1 ] && [ "$(unfinished)" = 0 ] || return 1
  eval "exec ${knowing[1]}>&-"
  wait "$knowing_PID"
}
# Where there is room for one version and a half.
older_version_makes_room() {
  local version
  for version in 1 2 3; do
    change
    [ "$(db -c "SELECT loopgenie.prepare_network('grid')")" = t ] || { echo "version $version"; return 1; }
  done
}

test/new_database.sh prepare
sed 's/283/150/g; s/282/149/g' test/data/grid_network.sql | psql -X -q -d prepare -v ON_ERROR_STOP=1 >/dev/null
check "prepare: a network is prepared ahead of its first plan" test "$(db -c "SELECT loopgenie.prepare_network('grid')")" = t
check "prepare: a cancel leaves no unfinished file" stopped_while_preparing pg_cancel_backend
check "prepare: nor does the end of a backend" stopped_while_preparing pg_terminate_backend
check "prepare: a plan waits no longer than its own limit, and is told for what" waits_for_its_own_limit
check "prepare: where no file can be written, that is said" without_a_folder
check "prepare: and plans are answered all the same" side_by_side
as_server 'rm loopgenie'
check "prepare: it is mended as soon as the folder can be made" test "$(db -c "SELECT loopgenie.prepare_network('grid')")" = t
size_kb=$(db -c "SELECT max((pg_stat_file('loopgenie/' || f)).size) / 1024 FROM pg_ls_dir('loopgenie') AS f")
if [ "$(id -u)" = 0 ] && [ -n "${PGSYSCONFDIR:-}" ] && unshare -m true 2>/dev/null; then
  check "prepare: on a full disk plans are answered, and the log says once why they wait" on_a_disk_of $((size_kb / 2)) plans_without_room
  check "prepare: an older version makes room for a newer one" on_a_disk_of $((size_kb * 3 / 2)) older_version_makes_room
else
  skip "prepare: on a full disk" "needs root, to mount a small one"
fi
finish
