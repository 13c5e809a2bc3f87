#!/bin/bash
# src/loop is laid out in rooms, and data flows one way through them: a file includes only what
# lies in its own room or in one before it.
cd "$(dirname "$0")/../.." && . test/tap.sh

rooms=(base network drive walk days bound exact search)

rank() {
  local i
  for i in "${!rooms[@]}"; do
    [ "${rooms[$i]}" != "$1" ] || { echo "$i"; return; }
  done
  echo "${#rooms[@]}" # the planner and the preparation, on top
}

room_of() {
  local path=${1#src/loop/}
  case $path in */*) echo "${path%%/*}" ;; esac
}

includes_run_down() {
  local file included from to status=0
  while IFS=: read -r file included; do
    from=$(rank "$(room_of "$file")")
    to=$(rank "$(room_of "src/$included")")
    if [ "$to" -gt "$from" ]; then
      echo "$file includes $included"
      status=1
    fi
  done < <(grep -oHE '#include "[^"]+"' -r src/loop | sed -E 's/:#include "/:/; s/"$//')
  return $status
}

every_room_is_known() {
  local room status=0
  for room in src/loop/*/; do
    room=$(basename "$room")
    if [[ " ${rooms[*]} " != *" $room "* ]]; then
      echo "src/loop/$room is not among the rooms of $0"
      status=1
    fi
  done
  return $status
}

check "rooms: every folder of src/loop is one" every_room_is_known
check "rooms: no include runs up" includes_run_down
finish
