#!/bin/bash
# Two clusters: a solver that follows its source by logical replication.
cd "$(dirname "$0")/../.." && . test/tap.sh && . test/cluster/source.sh && . test/cluster/solver.sh

start_clusters || { echo "not ok - the clusters start"; exit 1; }
follow() { solver -c "CALL loopgenie.replicate_network('rds'${1:-})" 2>&1; }
follow "" 
