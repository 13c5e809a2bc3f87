// Random numbers that are the same on every machine.
#pragma once

#include <cstdint>
#include <cstdlib>

namespace loopgenie::test {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u + 1) {}
  int below(int limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int>(state_ % static_cast<std::uint64_t>(limit));
  }

 private:
  std::uint64_t state_;
};

// How many networks a test draws: as many as the environment variable GRAPHS says, or so many.
inline std::uint64_t graphs(std::uint64_t usual) {
  const char* asked = std::getenv("GRAPHS");
  return asked == nullptr ? usual : std::strtoull(asked, nullptr, 10);
}

}  // namespace loopgenie::test
