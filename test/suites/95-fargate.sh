#!/bin/bash
# The CloudFormation template of docker/fargate: AWS' own validator, our rules, and mistakes that both must find.
cd "$(dirname "$0")/../.." && . test/tap.sh && . docker/local.sh

mkdir -p build/fargate
check "fargate: npm brings AWS' validator" install_npm_packages test/fargate
node test/fargate/template.mjs docker/fargate/loopgenie.yaml build/fargate || failures=$((failures + 1))
finish
