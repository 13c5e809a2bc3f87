#include "loop/exact/frontier_state.hpp"

#include <algorithm>

namespace loopgenie {
namespace {

// Until renumbered:
constexpr std::uint8_t fresh_at_source = 0xFE;
constexpr std::uint8_t fresh_at_target = 0xFF;

}  // namespace

int FrontierState::add_end(Slot& slot, std::uint8_t times) {
  slot.odd ^= times & 1;
  if (slot.ends < 2) {
    ++slot.ends;
    return 0;
  }
  const bool pair_completed = slot.ends == 3;
  slot.ends = pair_completed ? 2 : 3;
  return pair_completed ? 1 : 0;
}

void FrontierState::touch(Slot& slot, bool is_start, std::uint8_t fresh_component) {
  if (slot.ends > 0) return;
  slot.component = is_start ? start_component : fresh_component;
}

void FrontierState::merge(std::uint8_t a, std::uint8_t b) {
  if (a == b) return;
  const std::uint8_t kept = std::min(a, b);
  const std::uint8_t gone = std::max(a, b);
  for (Slot& slot : slots_) {
    if (slot.ends > 0 && slot.component == gone) slot.component = kept;
  }
}

int FrontierState::walk(const Step& step, const Choice& choice, const Edge& corridor,
                        NodeIndex start) {
  Slot& source = slots_[step.source_slot];
  Slot& target = slots_[step.target_slot];
  if (choice.at_source()) touch(source, corridor.source == start, fresh_at_source);
  if (choice.at_target()) touch(target, corridor.target == start, fresh_at_target);
  const std::uint8_t a = source.component;
  const std::uint8_t b = target.component;
  int crossings = 0;
  if (choice.at_source()) crossings += add_end(source, choice.times);
  if (choice.at_target()) crossings += add_end(target, choice.times);
  if (choice.joins) merge(a, b);
  slots_[step.source_slot].balance += choice.net;
  slots_[step.target_slot].balance -= choice.net;
  renumber();
  return crossings;
}

bool FrontierState::release(std::uint8_t index, bool must_be_met) {
  const Slot gone = slots_[index];
  slots_[index] = Slot{};
  if (gone.ends == 0) return !must_be_met;
  if (gone.odd || gone.balance != 0) return false;
  bool others = false;
  for (const Slot& slot : slots_) {
    if (slot.ends == 0) continue;
    if (slot.component == gone.component) return true;
    others = true;
  }
  // Its component is closed: that must be the start's, and nothing else may be walked.
  return gone.component == start_component && !others;
}

Closing FrontierState::retire(const Step& step, const Edge& corridor, const Choices& choices) {
  if (!step.source_retires && !step.target_retires) return Closing::open;
  bool walked = false;
  for (const Slot& slot : slots_) walked = walked || slot.ends > 0;
  if (step.source_retires && !release(step.source_slot, choices.must_meet(corridor.source))) {
    return Closing::dead_end;
  }
  if (step.target_retires && !release(step.target_slot, choices.must_meet(corridor.target))) {
    return Closing::dead_end;
  }
  renumber();
  if (!walked) return Closing::open;
  for (const Slot& slot : slots_) {
    if (slot.ends > 0) return Closing::open;
  }
  return Closing::complete;
}

void FrontierState::renumber() {
  std::array<std::uint8_t, 256> number{};
  std::uint8_t next = 1;
  for (Slot& slot : slots_) {
    if (slot.ends == 0 || slot.component == start_component) continue;
    std::uint8_t& known = number[slot.component];
    if (known == 0) known = next++;
    slot.component = known;
  }
}

std::size_t FrontierState::Hash::operator()(const FrontierState& state) const {
  std::uint64_t hash = 0x9E3779B97F4A7C15u;
  for (const Slot& slot : state.slots_) {
    const std::uint64_t packed =
        slot.ends | (slot.odd << 2) | (static_cast<std::uint64_t>(slot.component) << 3) |
        (static_cast<std::uint64_t>(static_cast<std::uint8_t>(slot.balance)) << 11);
    hash = (hash ^ packed) * 0xFF51AFD7ED558CCDu;
    hash ^= hash >> 32;
  }
  return static_cast<std::size_t>(hash);
}

}  // namespace loopgenie
