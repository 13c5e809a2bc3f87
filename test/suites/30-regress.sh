#!/bin/bash
# The SQL tests that need nothing prepared.
cd "$(dirname "$0")/../.." && . test/tap.sh

pg_regress_suite regress ISOLATION=
finish
