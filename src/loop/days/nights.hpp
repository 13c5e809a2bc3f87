// Where a walk may rest for the night.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "loop/base/zeroed.hpp"
#include "loop/network/network.hpp"

namespace loopgenie {

// Of which kinds camps must be, one bit for each; none: days end anywhere.
using CampKinds = std::uint32_t;
constexpr CampKinds camp_kind_bit(std::uint32_t kind) { return CampKinds{1} << kind; }
constexpr CampKinds all_but_water = camp_kind_bit(first_kind_of_water) - 1;
constexpr CampKinds anywhere = 0;

class Nights {
 public:
  // The network must outlive this.
  Nights(const Network& network, CampKinds kinds)
      : network_(network), kinds_(kinds), beds_(network.graph().node_count()) {
    for (const Camp& camp : network.camps()) {
      if (fits(camp) && beds_[camp.node] < most_beds) ++beds_[camp.node];
      any_ = any_ || fits(camp);
    }
  }

  // Whether there is any place to sleep.
  bool any() const { return any_ || kinds_ == anywhere; }

  // Whether a day ends at a camp, and not wherever it pleases.
  bool are_at_camps() const { return kinds_ != anywhere; }

  // How many nights may be spent at a node of the network: each in another camp.
  int beds(NodeIndex node) const { return kinds_ == anywhere ? 1 : beds_[node]; }

  // The camp of the first, second, … night at a node; nothing where it is none.
  std::optional<std::int64_t> camp(NodeIndex node, int night) const;

 private:
  static constexpr std::uint8_t most_beds = 250;

  bool fits(const Camp& camp) const {
    return kinds_ == anywhere ? !camp.is_water() : (kinds_ & camp_kind_bit(camp.kind)) != 0;
  }

  const Network& network_;
  CampKinds kinds_;
  bool any_ = false;
  Zeroed<std::uint8_t> beds_;  // by node
};

}  // namespace loopgenie
