// A checksum of hundreds of megabytes at the speed at which memory is read: every connection
// takes it once of each prepared network it maps. Lanes side by side need not wait for each
// other, as the steps of a CRC would: that takes three times as long.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace loopgenie {

class Checksum {
 public:
  // In any pieces: the value depends on the bytes alone.
  void add(const void* bytes, std::size_t size) {
    if (size == 0) return;  // then there may be no bytes to point at
    const std::byte* next = static_cast<const std::byte*>(bytes);
    size_ += size;
    if (pending_size_ > 0) {
      const std::size_t taken = std::min(size, sizeof pending_ - pending_size_);
      std::memcpy(pending_ + pending_size_, next, taken);
      pending_size_ += taken;
      next += taken;
      size -= taken;
      if (pending_size_ < sizeof pending_) return;
      take_block(pending_, lanes_);
    }
    Lanes lanes = lanes_;
    for (; size >= sizeof(Lanes); next += sizeof(Lanes), size -= sizeof(Lanes)) {
      take_block(next, lanes);
    }
    lanes_ = lanes;
    if (size > 0) std::memcpy(pending_, next, size);
    pending_size_ = size;
  }

  std::uint64_t value() const {
    Checksum whole = *this;
    const std::byte zeros[sizeof(Lanes)] = {};
    whole.add(zeros, sizeof(Lanes) - pending_size_);
    std::uint64_t value = size_;
    for (const std::uint64_t lane : whole.lanes_) value = mix(value, lane);
    return value;
  }

 private:
  using Lanes = std::array<std::uint64_t, 4>;

  // One to one in either argument, so a word that changes always changes the lane.
  static std::uint64_t mix(std::uint64_t lane, std::uint64_t word) {
    lane ^= word;
    return ((lane << 31) | (lane >> 33)) * 0x9E3779B185EBCA87;  // a prime
  }

  static void take_block(const std::byte* block, Lanes& lanes) {
    Lanes words;
    std::memcpy(words.data(), block, sizeof words);
    lanes = {mix(lanes[0], words[0]), mix(lanes[1], words[1]), mix(lanes[2], words[2]),
             mix(lanes[3], words[3])};
  }

  Lanes lanes_{};
  std::byte pending_[sizeof(Lanes)];
  std::size_t pending_size_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace loopgenie
