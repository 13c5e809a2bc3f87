# What the suites of test/suites/ share; they source it. A suite's last command is `finish`.

shared_data=../shared/data
failures=0

# Runs a command as one test: passes when it succeeds, else shows what it said.
check() {
  local description=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "ok - $description"
  else
    echo "not ok - $description"
    sed 's/^/#   /' <<<"$output"
    failures=$((failures + 1))
  fi
}

skip() {
  echo "ok - $1 # SKIP $2"
}

# False where the project's test data is not beside it: the caller then skips, except in CI,
# where missing data is a failure.
have_shared_data() {
  [ -d "$shared_data" ] && return 0
  if [ "${CI:-}" = true ]; then
    echo "not ok - $shared_data is there"
    failures=$((failures + 1))
  fi
  return 1
}

# eventually COMMAND…: waits until it succeeds, silently; a busy machine takes its time, one that never gets there a minute.
eventually() {
  local end=$((SECONDS + 60))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$end" ] || { echo "never: $*"; return 1; }
    sleep 0.05
  done
}

finish() {
  [ "$failures" -eq 0 ]
}

# record RESULTS COMMAND…: shows what it says, and adds it to the file RESULTS. A failure that no test names is one of its
# own, and so is silence.
record() {
  local results=$1 part status
  shift
  part=$(mktemp)
  "$@" 2>&1 | tee "$part" | sed -u -E 's/^[0-9]+ passed, /# &/'
  status=${PIPESTATUS[0]}
  if [ "$status" -ne 0 ] && ! grep -q '^not ok' "$part"; then
    echo "not ok - $* ended with status $status" | tee -a "$part"
  elif ! grep -qE '^(not )?ok' "$part"; then
    echo "not ok - $* reported no test" | tee -a "$part"
  fi
  cat "$part" >>"$results"
  rm -f "$part"
}

# conclude RESULTS: names what failed, and counts all in one line, the last.
conclude() {
  local passed failed skipped
  failed=$(grep -c '^not ok' "$1")
  skipped=$(grep -c '^ok .*# SKIP' "$1")
  passed=$(($(grep -c '^ok' "$1") - skipped))
  if [ "$failed" -gt 0 ]; then
    echo "# Failed:"
    grep '^not ok' "$1" | sed 's/^/# /'
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
}

# pg_regress_suite LABEL make-arguments…: runs `make installcheck` and turns the two report
# formats of pg_regress (to Postgres 15, and from 16) into ours.
pg_regress_suite() {
  local label=$1 log status
  shift
  log=build/pg_regress_$label.txt
  make -s --no-print-directory installcheck "$@" >"$log" 2>&1
  status=$?
  sed -nE \
    -e "s/^test ([^ ]+) +\.\.\. ok.*/ok - $label \1/p" \
    -e "s/^test ([^ ]+) +\.\.\. FAILED.*/not ok - $label \1/p" \
    -e "s/^(ok|not ok) +[0-9]+ +[-+] ([^ ]+) .*/\1 - $label \2/p" "$log"
  if [ "$status" -ne 0 ]; then
    failures=$((failures + 1))
    local diffs
    diffs=$(sed -nE 's/.*"(.*regression\.diffs)".*/\1/p' "$log" | head -1)
    sed 's/^/# /' "${diffs:-$log}"
  fi
}

# prepared_suite LABEL: the tests sql/LABEL_*.sql in name order in one database, LABEL, that the
# caller has filled.
prepared_suite() {
  local label=$1
  mkdir -p "build/regress/$label"
  pg_regress_suite "$label" ISOLATION= REGRESS="$(test_names "$label")" \
    REGRESS_OPTS="--use-existing --dbname=$label --outputdir=build/regress/$label"
}

test_names() {
  local file names=()
  for file in sql/"$1"_*.sql; do
    [ -e "$file" ] && names+=("$(basename "$file" .sql)")
  done
  echo "${names[*]}"
}
