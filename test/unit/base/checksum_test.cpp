#include "loop/base/checksum.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace loopgenie {
namespace {

std::vector<unsigned char> some_bytes(std::size_t size) {
  std::vector<unsigned char> bytes(size);
  std::iota(bytes.begin(), bytes.end(), static_cast<unsigned char>(3));
  return bytes;
}

std::uint64_t checksum_of(const std::vector<unsigned char>& bytes) {
  Checksum checksum;
  checksum.add(bytes.data(), bytes.size());
  return checksum.value();
}

TEST(Checksum, DoesNotDependOnThePieces) {
  const std::vector<unsigned char> bytes = some_bytes(1000);
  for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 200u, 999u}) {
    Checksum checksum;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      checksum.add(bytes.data() + at, std::min(piece, bytes.size() - at));
    }
    EXPECT_EQ(checksum.value(), checksum_of(bytes)) << piece;
  }
}

TEST(Checksum, NoticesEveryFlippedBit) {
  std::vector<unsigned char> bytes = some_bytes(200);
  const std::uint64_t sound = checksum_of(bytes);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    bytes[bit / 8] ^= static_cast<unsigned char>(1 << bit % 8);
    EXPECT_NE(checksum_of(bytes), sound) << bit;
    bytes[bit / 8] ^= static_cast<unsigned char>(1 << bit % 8);
  }
}

TEST(Checksum, NoticesWhatIsMissingSwappedOrZero) {
  const std::vector<unsigned char> bytes = some_bytes(256);
  const std::uint64_t sound = checksum_of(bytes);
  EXPECT_NE(checksum_of(some_bytes(255)), sound);
  std::vector<unsigned char> longer = bytes;
  longer.push_back(0);
  EXPECT_NE(checksum_of(longer), sound);
  std::vector<unsigned char> swapped = bytes;
  std::swap_ranges(swapped.begin(), swapped.begin() + 64, swapped.begin() + 64);
  EXPECT_NE(checksum_of(swapped), sound);
  std::vector<unsigned char> torn = bytes;
  std::fill(torn.begin() + 128, torn.end(), static_cast<unsigned char>(0));
  EXPECT_NE(checksum_of(torn), sound);
}

}  // namespace
}  // namespace loopgenie
