#!/bin/bash
# files.sh SEED SECONDS: damages one of the prepared files in random ways, between calls of new connections: bits turned, cut
# short, grown, zeroed, swapped for another network's, gone. Every plan answers as before. In the database of PGDATABASE.
set -uo pipefail
RANDOM=$1

run() { psql -X -qAt -v ON_ERROR_STOP=1 "$@"; }
run <<'SQL' || exit 1
SET client_min_messages = error;
CREATE TABLE file_trails AS SELECT 'Trail ' || x AS name, ST_MakeLine(ARRAY[ST_Point(7 + x * 0.004, 46, 4326), ST_Point(7 + x * 0.004, 46.02, 4326)]) AS geom
  FROM generate_series(0, 5) AS x
  UNION ALL SELECT 'Way ' || y, ST_MakeLine(ARRAY[ST_Point(7, 46 + y * 0.004, 4326), ST_Point(7.02, 46 + y * 0.004, 4326)]) FROM generate_series(0, 5) AS y;
SELECT FROM loopgenie.build_network('file_trails', network => 'file_net');
SELECT FROM loopgenie.build_network('file_trails', network => 'other_net');
SQL
file_of() {
  run -c "SELECT format('%s/loopgenie/%s-%s-', current_setting('data_directory'), d.oid, n.oid)
          FROM pg_database d, pg_namespace n WHERE datname = current_database() AND nspname = '$1'"
}
mine=$(file_of file_net) other=$(file_of other_net)
answer="SELECT score, bound, edges FROM plan_loop(46.01, 7.01, 5, 4, loops => 2, network => 'file_net')"
expected=$(run -c "$answer") && [ -n "$expected" ] || exit 1

# What the server's user does to the file, so that nobody needs to be it. $file, $size and $at are the shell's.
damage() {
  case $((RANDOM % 8)) in
    0) echo "rm \"\$file\"" ;;
    1) echo "truncate -s \$at \"\$file\"" ;;
    2) echo "truncate -s +8 \"\$file\"" ;;
    3) echo ": >\"\$file\"" ;;
    4) echo "set -- \"$other\"*; shift \$(($RANDOM % 2)); cp \"\$1\" \"\$file\"" ;;
    5) echo "head -c 64 /dev/zero | dd of=\"\$file\" bs=1 seek=\$at conv=notrunc status=none" ;;
    6) echo "printf x | dd of=\"\$file\" bs=1 seek=\$((at % 40)) conv=notrunc status=none" ;;
    7) echo "printf x | dd of=\"\$file\" bs=1 seek=\$at conv=notrunc status=none" ;;
  esac
}

deadline=$((SECONDS + $2))
times=0
while [ "$SECONDS" -lt "$deadline" ]; do
  how=$(damage)
  script="set -- $mine*; shift \$(($RANDOM % \$#)); file=\$1; size=\$(stat -c %s \"\$file\"); at=\$((($RANDOM * 32768 + $RANDOM) % size)); $how"
  # A file that is damaged in place is what a connection has mapped: only new ones look at it.
  run <<SQL >/dev/null
COPY (SELECT 1) TO PROGRAM \$\$bash -c '${script//\'/\'\\\'\'}'\$\$;
SQL
  given=$(run -c "$answer" 2>&1)
  if [ "$given" != "$expected" ]; then
    printf 'after: %s\n%s\n' "$how" "$given"
    exit 1
  fi
  times=$((times + 1))
done
echo "$times damaged files"
[ "$times" -gt 0 ] && echo sound
