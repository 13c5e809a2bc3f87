// The best loop of several days, where little is in reach: every closed walk is walked, step by
// step, unless it is too long, too dear or without a camp for too long already.
#pragma once

#include <functional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/bound/reach.hpp"
#include "loop/days/itinerary.hpp"
#include "loop/network/network.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

// A loop that can be cut into days in this order, of edges of the network; answers what the
// penalty of the next must stay below.
using FoundDays = std::function<Millimetres(const std::vector<Arc>& order, const Measure& loop)>;

// Shows loops of ever less penalty than `hopeless`, the best one last, if `most` units suffice;
// false if they do not.
bool search_days(const Network& network, const Itineraries& itineraries, const Reach& reach,
                 const Target& target, Millimetres hopeless, const FoundDays& found, WorkUnits most,
                 Effort& effort);

}  // namespace loopgenie
