#!/bin/bash
# The same tables and arguments give the same answer, bit for bit: in every session, in a database
# of its own, and whether the compiler optimises or not.
cd "$(dirname "$0")/../.." && . test/tap.sh

unoptimised=build/unoptimised
build_unoptimised() {
  mkdir -p "$unoptimised" && cp -R Makefile loopgenie.control sql src "$unoptimised" &&
    find "$unoptimised/src" \( -name '*.o' -o -name '*.d' -o -name '*.bc' \) -delete &&
    make -s -j2 -C "$unoptimised" loopgenie.so with_llvm=no CXXFLAGS='-O0 -fPIC'
}

build_network() {
  test/load_sample.sh "$1" &&
    psql -X -q -d "$1" -c "SELECT loopgenie.build_network('geom', trailheads => 'trailhead_points', camps => 'camp_points')"
}

# Makes the functions of database same_unoptimised those of the other build.
use_unoptimised() {
  cp "$unoptimised/loopgenie.so" "$SCRATCH/unoptimised.so" || return 1
  psql -X -q -d same_unoptimised -v ON_ERROR_STOP=1 -v library="$SCRATCH/unoptimised.so" <<'SQL'
UPDATE pg_proc SET probin = :'library' WHERE probin = '$libdir/loopgenie';
SELECT 1 / count(*) FROM pg_proc WHERE probin = :'library' AND proname = 'plan_loop';
SQL
}

# All answers of 60 requests, as exact as they are.
answers() {
  psql -X -qAt -d "$1" -v ON_ERROR_STOP=1 <<'SQL'
SET client_min_messages = error;
SELECT t.id, asked.drive_km, asked.hike_mi, l.rank, l.score, l.bound, l.edges
FROM (SELECT * FROM trails.trailhead ORDER BY md5(id::text) LIMIT 10) AS t,
  (VALUES (0.3, 5), (0.3, 12), (15, 3), (15, 8), (40, 12), (40, 20)) AS asked (drive_km, hike_mi),
  LATERAL plan_loop(ST_Y(t.geom), ST_X(t.geom), asked.drive_km, asked.hike_mi, loops => 2) AS l
ORDER BY 1, 2, 3, 4;
SQL
}

same_answers() {
  answers "$1" >build/same_one.txt && answers "$2" >build/same_other.txt &&
    diff build/same_one.txt build/same_other.txt
}

# edited STATEMENT: what is prepared after an edit, with the file from before at hand and without it.
edited() {
  local known fresh
  psql -X -q -d same -v ON_ERROR_STOP=1 -c "$1" || return 1
  known=$(prepared_files) && psql -X -q -d same -c "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; rm loopgenie/*'" &&
    fresh=$(prepared_files) || return 1
  [ -n "$known" ] && [ "$known" = "$fresh" ] || { echo "$1: $known, without it $fresh"; return 1; }
}
# The sums of the two files of the network as it is, of metres and of hours.
prepared_files() {
  psql -X -qAt -d same -v ON_ERROR_STOP=1 -c "SELECT 1 / loopgenie.prepare_network()::integer" \
    -c "SELECT string_agg(md5(pg_read_binary_file('loopgenie/' || f)), ' ' ORDER BY f) FROM pg_ls_dir('loopgenie') AS f
        WHERE f LIKE '%' || (SELECT content FROM trails.info) || '%'" | tail -n +2
}
edits_leave_the_same_files() {
  edited "UPDATE trails.edge SET length_m = length_m * 1.1 WHERE id = (SELECT min(id) FROM trails.edge)" &&
    edited "UPDATE trails.edge SET appeal = appeal / 2 WHERE id % 50 = 0" &&
    edited "UPDATE trails.edge SET ascent_m = ascent_m + 10 WHERE id % 70 = 0" &&
    edited "DELETE FROM trails.edge WHERE id = (SELECT max(id) FROM trails.edge)" &&
    edited "INSERT INTO trails.trailhead (id, node_id, geom) SELECT max(t.id) + 1, min(n.id), (array_agg(n.geom))[1]
            FROM trails.trailhead AS t, trails.node AS n"
}

check "same: a build without optimisation" build_unoptimised
check "same: two databases" eval 'build_network same && build_network same_unoptimised && use_unoptimised'
check "same: most requests are answered" test "$(answers same | wc -l)" -gt 40
check "same: two sessions answer the same" same_answers same same
check "same: builds with -O0 and -O2 answer the same" same_answers same same_unoptimised
check "same: what is kept after an edit leaves the files that a fresh preparation makes" edits_leave_the_same_files
finish
