#!/bin/bash
# Real trails: the SQL tests sql/us_*.sql on a database that holds the US table of the test data.
cd "$(dirname "$0")/../.." && . test/tap.sh

if have_shared_data; then
  check "US trails load" test/load_us.sh us
  prepared_suite us
else
  for name in $(test_names us); do
    skip "us $name" "needs $shared_data"
  done
fi
finish
