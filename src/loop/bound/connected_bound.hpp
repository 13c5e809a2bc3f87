// The least penalty of a closed walk that is connected: it must come to what it uses, and where the
// surroundings of the start cannot fill its length it must leave them.
//
// Take a walk, and cut off all that is walked out and back from some node: what remains uses each
// corridor once (w) or twice (d), and beside it there is length (u) at no less than half a metre of
// penalty a metre, as there is where the walk stays short. It keeps these rows:
//
//   length        sum of length * (w + 2 d) + u - o = asked         (o: too long, 1 a metre)
//   parity        w of a corridor <= sum of w of all others at either end
//   continuity    w + 2 d of a corridor <= that of all others at an end that is not the start
//   ball          w + 2 d over the border of a set without the start >= 2, where the corridors
//                 outside the set cannot fill the asked length for less than the penalty looked
//                 for, or where it has a corridor in it that no such walk leaves out
//   connection    w + 2 d over the border of a set without the start >= 2 (w + d) of a corridor in
//                 it
//   crossing      a junction that w says is met again costs what it costs
//
// Every multiplier on every row gives a lower bound (Lagrange), the better ones are found by the
// volume algorithm (Barahona and Anbil, Mathematical Programming 87, 2000). All of it is reckoned
// in integers: the bound is exact for the multipliers that it ends with, and the same everywhere.
// Now and then the uses that a walk can no longer afford are ruled out, which makes the rows
// stronger.
#pragma once

#include "loop/bound/reduced_costs.hpp"
#include "loop/network/via.hpp"

namespace loopgenie {

// Of closed walks through the start, a junction of the corridors, that come by all vias and have
// less penalty than `hopeless`.
ReducedCosts bound_connected(const Corridors& corridors, NodeIndex start,
                             const std::vector<Via>& vias, const Target& target,
                             Millimetres hopeless, Effort& effort);

}  // namespace loopgenie
