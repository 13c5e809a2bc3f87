// Random numbers that are the same on every machine: the standard library's distributions differ
// between implementations. xorshift64* (Vigna 2016).
#pragma once

#include <cstdint>

namespace loopgenie {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_((seed + 1) * multiplier | 1) {}

  // From 0 on; the limit must not be 0.
  std::uint32_t below(std::size_t limit) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::uint32_t>(((state_ * multiplier) >> 32) % limit);
  }

 private:
  static constexpr std::uint64_t multiplier = 0x2545F4914F6CDD1Du;
  std::uint64_t state_;
};

}  // namespace loopgenie
