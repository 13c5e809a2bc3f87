#!/bin/bash
# make test-on SUITE=trixie: `make demo` and `make test` on another Debian than this machine's, in a root of its own.
# WITHOUT names suites to leave out.
set -uo pipefail
cd "$(dirname "$0")/.."
suite=${1:?which suite of Debian? make test-on SUITE=trixie}
if [ "$(id -u)" != 0 ]; then
  exec sudo --preserve-env=CI,WITHOUT,ROOTS "$0" "$@"
fi
. test/root.sh
. test/tap.sh

# The tests' names begin with the suite.
demo_and_test() {
  in_root "$root" sh -ec '
    dpkg-query --status make >/dev/null 2>&1 || { apt-get -q update; apt-get -q install -y --no-install-recommends make; }
    if make demo; then echo "ok - make demo"; else echo "not ok - make demo"; fi
    exec make test' | sed -u -E "s/^(not )?ok - /&$suite: /"
}

root=$ROOTS/$suite/tests
results=build/on_$suite.txt
mkdir -p build
copied_root "$suite" tests && copy_project "$root" || exit 1
: >"$results"
record "$results" demo_and_test
conclude "$results"
