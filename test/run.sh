#!/bin/bash
# Runs the suites of test/suites/ in name order (or only those named: `test/run.sh unit lint`) and
# ends with the single line "N passed, N failed, N skipped". A suite is a program that prints
# "ok - …", "not ok - …" or "ok - … # SKIP why" for each of its tests.
set -uo pipefail
cd "$(dirname "$0")/.."

suites=()
for suite in "${SUITES:-test/suites}"/*.sh; do
  name=$(basename "$suite" .sh)
  if [ $# -eq 0 ] || [[ " $* " == *" ${name#*-} "* ]]; then
    suites+=("$suite")
  fi
done

mkdir -p build
results=build/results.txt
: >"$results"
for suite in "${suites[@]}"; do
  echo "# $suite"
  "$suite" 2>&1 | tee build/suite.txt
  status=${PIPESTATUS[0]}
  if [ "$status" -ne 0 ] && ! grep -q '^not ok' build/suite.txt; then
    echo "not ok - $suite ended with status $status" | tee -a build/suite.txt
  fi
  if ! grep -qE '^(not )?ok' build/suite.txt; then
    echo "not ok - $suite reported no test" | tee -a build/suite.txt
  fi
  cat build/suite.txt >>"$results"
done

failed=$(grep -c '^not ok' "$results")
skipped=$(grep -c '^ok .*# SKIP' "$results")
passed=$(($(grep -c '^ok' "$results") - skipped))
if [ "$failed" -gt 0 ]; then
  echo "# Failed:"
  grep '^not ok' "$results" | sed 's/^/# /'
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
