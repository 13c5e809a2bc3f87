#!/bin/bash
# What concurrent sessions see of each other: test/specs/*.spec.
cd "$(dirname "$0")/../.." && . test/tap.sh

pg_regress_suite isolation REGRESS=
finish
