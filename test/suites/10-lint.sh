#!/bin/bash
# The house rules that can be read off the files.
cd "$(dirname "$0")/../.." && . test/tap.sh && . test/files.sh

# Succeeds when standard input is empty; else shows it.
nothing() {
  ! grep '^'
}

only_the_boundary_knows_postgres() {
  grep -nE '#include.*(postgres\.h|fmgr\.h|executor/|utils/|catalog/|server/|"pg/)' \
    -r src/loop test/unit | nothing
}

files_are_short() {
  project_files | grep -E '\.(cpp|hpp|sql|sh|py|js|lua)$|^Makefile$' | grep -vE '^test/data/sample\.sql$|^sql/updates/' |
    while read -r file; do
      [ ! -f "$file" ] || awk -v file="$file" 'END { if (NR > 400) print file ": " NR " lines" }' "$file"
    done | nothing
}

lines_are_narrow() {
  project_files | grep -E '\.(cpp|hpp)$' | xargs -r awk 'length > 100 { print FILENAME ":" FNR }' | nothing
}

nothing_is_postponed() {
  project_files | grep -vE '(^|/)package-lock\.json$|^test/suites/10-lint\.sh$' |
    xargs -r grep -nIE '\b(TODO|FIXME|XXX)\b' | nothing
}

tests_have_expected_output() {
  {
    for file in sql/*.sql; do
      [[ $file == sql/loopgenie--* ]] || echo "expected/$(basename "$file" .sql).out"
    done
    for file in test/specs/*.spec; do
      echo "test/expected/$(basename "$file" .spec).out"
    done
  } | grep -v '/\*\.out$' | while read -r expected; do
    [ -f "$expected" ] || echo "missing $expected"
  done | nothing
}

scripts_are_guarded() {
  grep -LE '^\\echo Use "(CREATE|ALTER) EXTENSION .*" to load this file. \\quit$' sql/loopgenie--*.sql | nothing
}

# An update runs these topics again over what is there.
topics_can_run_again() {
  grep -nE '^(CREATE|ALTER|DROP|INSERT)' sql/install/[1-9]*.sql | grep -v ':CREATE OR REPLACE ' | nothing
}

one_version_everywhere() {
  local version
  version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" loopgenie.control)
  head -1 docker/deb/changelog | grep -qF "loopgenie ($version-" &&
    grep -qF "## [$version]" CHANGELOG.md &&
    [ "$(grep -c "\"version\": \"$version\"" META.json)" = 2 ]
}

check "lint: src/loop and its tests do not know Postgres" only_the_boundary_knows_postgres
check "lint: no file has more than 400 lines" files_are_short
check "lint: no C++ line has more than 100 columns" lines_are_narrow
check "lint: nothing is left for later" nothing_is_postponed
check "lint: each SQL and isolation test has its expected output" tests_have_expected_output
check "lint: the scripts cannot be loaded by psql" scripts_are_guarded
check "lint: one version in control file, META.json and changelogs" one_version_everywhere
check "lint: what topics from 10 on create, they replace" topics_can_run_again
finish
