#!/bin/bash
# The unit tests of src/loop, which `make` has built; what is no result is shown as a comment.
set -uo pipefail
cd "$(dirname "$0")/../.."

build/unit/unit_tests --gtest_color=no 2>&1 | sed -E \
  -e '/^\[ RUN /d' \
  -e '/^\[([-=]{10}|  PASSED  )\]/d' \
  -e 's/^\[       OK \] (.*) \(([0-9]+) ms\)$/ok - unit \1/' \
  -e 's/^\[  FAILED  \] (.*) \([0-9]+ ms\)$/not ok - unit \1/' \
  -e 's/^\[  SKIPPED \] (.*) \([0-9]+ ms\)$/ok - unit \1 # SKIP as it says above/' \
  -e '/^(ok|not ok) - /!s/^/# /'
