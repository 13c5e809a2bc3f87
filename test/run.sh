#!/bin/bash
# Runs the suites of test/suites/ in name order (or only those named: `test/run.sh unit lint`; never those
# that WITHOUT names) and ends with the single line "N passed, N failed, N skipped". A suite is a program that prints
# "ok - …", "not ok - …" or "ok - … # SKIP why" for each of its tests.
set -uo pipefail
cd "$(dirname "$0")/.." && . test/tap.sh

suites=()
for suite in "${SUITES:-test/suites}"/*.sh; do
  name=$(basename "$suite" .sh)
  name=${name#*-}
  if [[ " ${WITHOUT:-} " != *" $name "* && ($# -eq 0 || " $* " == *" $name "*) ]]; then
    suites+=("$suite")
  fi
done

results=build/results.txt
mkdir -p build
: >"$results"
for suite in "${suites[@]}"; do
  echo "# $suite"
  record "$results" "$suite"
done
conclude "$results"
