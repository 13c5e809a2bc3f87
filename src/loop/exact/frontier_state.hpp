// What the exact search must remember of the decided edges: for every slot of the frontier
// whether its node is walked at all, its parity, enough of its degree to count crossings,
// its component, and with one-way edges how often it is left and entered. Components are renumbered
// by first slot, so that equal situations compare equal; the start's is 0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "loop/exact/choices.hpp"
#include "loop/exact/frontier_order.hpp"

namespace loopgenie {

enum class Closing {
  open,      // more edges must or may be decided
  complete,  // the walked edges form a closed walk through the start
  dead_end   // they never can
};

class FrontierState {
 public:
  static constexpr std::uint32_t max_width = 24;
  static constexpr std::uint8_t start_component = 0;

  // A bit for each slot.
  std::uint32_t odd_slots() const {
    std::uint32_t odd = 0;
    for (std::size_t i = 0; i < slots_.size(); ++i) odd |= std::uint32_t{slots_[i].odd} << i;
    return odd;
  }

  // Makes a choice for a corridor; returns how many junctions are met again by it.
  int walk(const Step& step, const Choice& choice, const Edge& corridor, NodeIndex start);
  // Frees the slots of the nodes that have no undecided corridor left.
  Closing retire(const Step& step, const Edge& corridor, const Choices& choices);

  bool operator==(const FrontierState& other) const { return slots_ == other.slots_; }
  struct Hash {
    std::size_t operator()(const FrontierState& state) const;
  };

 private:
  struct Slot {
    std::uint8_t ends = 0;  // of distinct walked edges: 0, 1, 2 (any even) or 3 (any odd)
    std::uint8_t odd = 0;
    std::uint8_t component = 0;
    std::int8_t balance = 0;  // how often it is left less how often entered, where that matters

    bool operator==(const Slot& other) const {
      return ends == other.ends && odd == other.odd && component == other.component &&
             balance == other.balance;
    }
  };

  int add_end(Slot& slot, std::uint8_t times);
  void touch(Slot& slot, bool is_start, std::uint8_t fresh_component);
  void merge(std::uint8_t a, std::uint8_t b);
  bool release(std::uint8_t slot, bool must_be_met);
  void renumber();

  std::array<Slot, max_width> slots_{};
};

}  // namespace loopgenie
