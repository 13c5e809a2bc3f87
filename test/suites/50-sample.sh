#!/bin/bash
# The bundled sample: its generator, and the SQL tests sql/sample_*.sql on a database that holds it.
cd "$(dirname "$0")/../.." && . test/tap.sh

check "sample is what its generator writes" \
  bash -c 'python3 test/data/make_sample.py | cmp - test/data/sample.sql'
check "sample loads" test/load_sample.sh sample
prepared_suite sample
finish
