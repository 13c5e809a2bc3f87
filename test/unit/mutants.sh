#!/bin/bash
# Bounds and searches made wrong on purpose: each of the mutants below changes one place of src/loop, and the
# tests that compare with brute force must fail on it.
#   make all && test/unit/mutants.sh              all of them, a quarter of an hour
#   test/unit/mutants.sh 7 9                      some
# Prints a line for each: ok where it was caught.
set -uo pipefail
export GRAPHS=${GRAPHS:-40000} # the rarest of them shows in one of ten thousand
cd "$(dirname "$0")/../.."
. test/tap.sh

# file of src/loop | sed script | what is wrong
mutants() {
  cat <<'END'
bound/connection_rows.cpp|/add_odd_rows(NodeIndex/,/^}/s/add(-2, no_limit)/add(-1, no_limit)/|of three corridors that are walked at most two, only one may be
bound/connection_rows.cpp|s/add(-2, target_.crossing_cost . 2)/add(-2, no_limit)/|a crossing costs whatever it likes
bound/connection_rows.cpp|s/least_penalty_with_spurs(target_.length) < hopeless_) break/least_penalty_with_spurs(target_.length) < hopeless_ \/ 2) break/|balls that need not be left must be
bound/connection_rows.cpp|s/>= hopeless_;/>= hopeless_ \/ 2;/|sets that need not be entered must be
bound/connection_rows.cpp|s/needed == whatever ? 2 : 0/needed == whatever ? 3 : 0/|who enters a set crosses its border three times
bound/connection_rows.cpp|s/    if (node == start_) continue;//|the start is left as it is come to
bound/connected_bound.cpp|s/-scaled(1), scaled(1) . 2/-scaled(1), scaled(1)/|a metre too short costs one even where spurs would fill it
bound/connected_bound.cpp|s/scaled(edge.dullness + edge.length) - 2/scaled(edge.dullness + 2 * edge.length) - 2/|a second walk costs twice its length
bound/reduced_costs.cpp|s/std::min(single, both . 2)/single/|what is walked twice costs as if it were walked once, twice
bound/reduced_costs.cpp|s/most \/ 2}/most \/ 4}/|nodes are out of reach at a quarter of what may be spent
bound/reduced_costs.cpp|s/base += all\[edge\]\[0\]/base += all[edge][1]/|what is left out costs as if it were walked
exact/frontier_search.cpp|s/std::min(edge\[0\], edge\[2\])/edge[2]/|a spur pays for the whole corridor
exact/frontier_search.cpp|s/penalty - missing . 2 - label.loss/penalty - label.loss/|spurs that were not tried could not have helped
exact/frontier_search.cpp|s/bound_ = std::min(bound_, expected - label.loss);//|dropped labels leave no bound behind
exact/parity_bound.cpp|s/choice->joins ? choice->times : 0/choice ? 1 : 0/|every choice walks its corridor once
exact/parity_bound.cpp|s/odd + then(parity ^ flips)/odd + then(parity)/|what is walked once leaves parities as they are
exact/choices.cpp|s/if (!corridors_.bridge(corridor)) {/if (corridors_.bridge(corridor)) {/|corridors on cycles are not walked once
bound/fill_bound.cpp|s/bridge ? edge.length + edge.dullness : edge.dullness/2 * edge.length + edge.dullness/|every edge fills its length at the price of two repeats
bound/prune.cpp|s/there_and_back >= most/2 * there_and_back >= most/|what costs half of what is hopeless is dropped
bound/access_bound.cpp|s/std::max(reached, filled)/reached + filled/|a guess is taken for a bound
search/exact_search.cpp|s/trailhead.drive_penalty + least);/trailhead.drive_penalty + least + state_.target.length \/ 100);/|every bound is a hundredth too good
planner.cpp|s/rounds_.find_any();//|what may spend little finds nothing
END
}

build=build/mutants
objects=$(ls src/loop/*.cpp src/loop/*/*.cpp | sed 's/cpp$/o/')
compile() { ccache=$(command -v ccache || true); $ccache g++ -std=c++17 -O1 -Isrc -Itest/unit -c -o "$2" "$1"; }

prepare() {
  mkdir -p $build
  for name in optimum_test search_test exact/frontier_test; do
    compile "test/unit/$name.cpp" "$build/$(basename $name).o" || return
  done
}

# Of a file that was changed.
caught() { # FILE SCRIPT
  local file=src/loop/$1 changed=$build/changed.cpp
  sed "$2" "$file" >$changed
  ! cmp -s $changed "$file" || { echo "nothing to change in $file"; return 1; }
  compile $changed $build/changed.o || return
  # shellcheck disable=SC2086 # lists of objects
  g++ -o $build/tests $build/*_test.o $build/changed.o ${objects/${file%.cpp}.o/} -lgtest_main -lgtest -pthread || return
  timeout 600 $build/tests --gtest_brief=1 --gtest_fail_fast --gtest_filter='Optimum.*:Frontier.*:Search.FindsALoop*' >/dev/null
  [ $? -eq 1 ]
}

check "mutants: the tests are built" prepare
number=0
while IFS='|' read -r file script what; do
  number=$((number + 1))
  [ $# -eq 0 ] || [[ " $* " == *" $number "* ]] || continue
  check "mutant $number is caught: $what" caught "$file" "$script"
done < <(mutants)
finish
