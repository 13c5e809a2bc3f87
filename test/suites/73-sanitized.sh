#!/bin/bash
# The extension inside a backend, watched by the address and undefined-behaviour sanitizers: SQL tests, cancels and the fuzz
# targets in a cluster of its own, whose processes carry the sanitizers' runtime. Nothing may be reported.
cd "$(dirname "$0")/../.." && . test/tap.sh

dir=$SCRATCH/sanitized
flags='-O1 -g -fPIC -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined'
postgres_bin=$(pg_config --bindir)

as_server_user() {
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

build_sanitized() {
  mkdir -p "$dir/make" && cp -R Makefile loopgenie.control sql src "$dir/make" &&
    find "$dir/make/src" \( -name '*.o' -o -name '*.d' -o -name '*.bc' \) -delete &&
    make -s -j2 -C "$dir/make" loopgenie.so with_llvm=no CXXFLAGS="$flags" SHLIB_LINK='-lstdc++ -fsanitize=address,undefined'
}

# Postgres' libraries bind their messages before the preloaded runtime lets glibc know its thread, and glibc's lock on
# translations stays shut for ever: nothing is translated here. And programs that the server starts are not watched.
build_untranslated() {
  gcc -shared -fPIC -D_GNU_SOURCE -o "$dir/untranslated.so" -x c - <<'END'
#include <errno.h>
#include <stdlib.h>
#include <string.h>
__attribute__((constructor)) static void spare_programs(void) {
  if (strcmp(program_invocation_short_name, "postgres") == 0) unsetenv("LD_PRELOAD");
}
char *bindtextdomain(const char *domain, const char *folder) { return 0; }
char *bind_textdomain_codeset(const char *domain, const char *codeset) { return 0; }
char *textdomain(const char *domain) { return 0; }
END
}

# The C++ library stands behind the runtime, or the runtime would not find what throws exceptions.
start_cluster() {
  rm -rf "$dir/data" "$dir/log"
  mkdir -p "$dir/data"
  [ "$(id -u)" -ne 0 ] || chown postgres "$dir" "$dir/data"
  as_server_user "$postgres_bin/initdb" -D "$dir/data" -U postgres --encoding UTF8 --locale C.UTF-8 --auth trust >/dev/null &&
    as_server_user env LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(g++ -print-file-name=libstdc++.so) $dir/untranslated.so" \
      ASAN_OPTIONS=detect_leaks=0:disable_coredump=1 UBSAN_OPTIONS=print_stacktrace=1 \
      "$postgres_bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w start \
      -o "-c fsync=off -c listen_addresses='' -c port=5432 -c unix_socket_directories='$dir'" >/dev/null
}
stop_cluster() { as_server_user "$postgres_bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; }

carries_the_runtime() {
  psql -X -qAt -d sanitized -c 'SELECT loopgenie._live_objects()' \
    -c "SELECT count(DISTINCT m) FROM regexp_matches(pg_read_file('/proc/self/maps'), 'sanitized/make/loopgenie.so|libasan.so', 'g') AS m" | paste -sd ' ' | grep -qx '0 2'
}

sql_tests() {
  pg_regress_suite sanitized ISOLATION= \
    REGRESS='drive hostile identity permissions plan_loop plan_loop_errors plan_loop_options settings twins versions' \
    REGRESS_OPTS='--use-existing --dbname=sanitized --outputdir=build/regress/sanitized'
}

# Timeouts at forty moments of the heaviest request, of reading the tables and of preparing.
cancels() {
  sed 's/283/90/g; s/282/89/g' test/data/grid_network.sql | psql -X -q -d sanitized -v ON_ERROR_STOP=1 >/dev/null &&
    psql -X -qAt -d sanitized -v ON_ERROR_STOP=1 <<'SQL' | tail -1 | grep -qx '40|0'
SET client_min_messages = error;
CREATE TABLE cancelled (live bigint);
CREATE FUNCTION heaviest() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE grid.edge DISABLE TRIGGER touch_content;
  ALTER TABLE grid.edge ENABLE ALWAYS TRIGGER touch_content;
  PERFORM loopgenie.prepare_network('grid');
  PERFORM FROM plan_loop(46.06, 7.09, 100, 100, loops => 20, network => 'grid', effort => 10000000000);
EXCEPTION WHEN query_canceled THEN NULL;
END $$;
SELECT format('SET statement_timeout = %s; SELECT heaviest(); SET statement_timeout = 0; INSERT INTO cancelled SELECT loopgenie._live_objects()', 20 + i * 60)
FROM generate_series(1, 40) AS i \gexec
SELECT count(*), max(live) FROM cancelled;
SQL
}

nothing_reported() {
  ! grep -E -A20 'Sanitizer|runtime error:|terminated by signal' "$dir/log"
}

check "sanitized: the extension is built" eval 'build_sanitized && build_untranslated'
trap stop_cluster EXIT
check "sanitized: a cluster with the runtime" start_cluster
export PGHOST=$dir PGPORT=5432 PGUSER=postgres LOOPGENIE_LIBRARY=$dir/make/loopgenie.so
unset PGPASSWORD
check "sanitized: a database" test/new_database.sh sanitized
check "sanitized: its backends are watched" carries_the_runtime
mkdir -p build/regress/sanitized
sql_tests
check "sanitized: cancels leave nothing behind" cancels
for target in requests files races; do
  check "sanitized: fuzz $target" env TARGETS="$target" test/fuzz/run.sh "${FUZZ_SEED:-1}" "${FUZZ_SECONDS:-10}"
done
check "sanitized: nothing is reported" nothing_reported
finish
