// The part of a network that walks by way of some places can use, prepared for them alone: there
// the places are junctions like trailheads, so that all ways of searching can lead walks to them,
// and what may not be walked is left out. It costs what lies around the places, not what is in the
// network.
#pragma once

#include <optional>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/drive/trailheads.hpp"
#include "loop/network/mask.hpp"
#include "loop/network/network.hpp"
#include "loop/network/via.hpp"
#include "loop/search/request.hpp"

namespace loopgenie {

struct Excerpt {
  Network network;
  std::vector<Via> vias;  // there
};

// All edges of closed walks that the request allows. Nothing where no walk of its length comes by
// all of the places.
std::optional<Excerpt> excerpt(const Network& whole, const Request& request, const Mask& mask,
                               const std::vector<ReachableTrailhead>& trailheads, Effort& effort);

}  // namespace loopgenie
