#!/bin/bash
# The fuzz targets of test/fuzz for less than a minute together. `FUZZ_SEED=7 FUZZ_SECONDS=600` draws others, and longer.
cd "$(dirname "$0")/../.." && . test/tap.sh

sound() { TARGETS=$1 test/fuzz/run.sh "${FUZZ_SEED:-1}" "${FUZZ_SECONDS:-15}"; }

check "fuzz: random requests over random networks are answered, or refused with a hint" sound requests
check "fuzz: damaged prepared files change no answer" sound files
check "fuzz: what is planned while networks change, move and vanish is of one content" sound races
finish
