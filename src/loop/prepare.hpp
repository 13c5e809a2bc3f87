// From the rows of a network's tables to a network that is planned on. It costs seconds for a
// million edges, so it is done once for a version of the tables.
#pragma once

#include <cstdint>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

struct TwinRow {
  std::int64_t edge_a;
  std::int64_t edge_b;
  double length_m;  // which the two run beside each other
};

// Throws Error(broken_network) for a length that is not positive, an appeal, a difficulty or a
// trailhead's place out of range, or an id that comes twice. Twins are derived: those that do not
// fit are left out, and so are camps that lie at no node of a trail. Of corridors the nodes of
// trailheads, camps and those of `junctions` are ends, wherever they lie.
Network prepare_network(std::vector<EdgeRow> rows, std::vector<TrailheadRow> trailheads,
                        Effort& effort, Roads roads = {}, const std::vector<TwinRow>& twins = {},
                        const std::vector<CampRow>& camps = {},
                        LengthsIn lengths = LengthsIn::metres,
                        const std::vector<std::int64_t>& junctions = {});

}  // namespace loopgenie
