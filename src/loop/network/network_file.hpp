// The flat form of a prepared network: its arrays one after the other, each behind its size.
#pragma once

#include <cstddef>
#include <functional>

#include "loop/network/network.hpp"

namespace loopgenie {

// Hands the bytes piece by piece to `write`. The network is not changed.
void write_network(Network& network, const std::function<void(const void*, std::size_t)>& write);

// A network that looks at such bytes (8-byte aligned, alive as long as the network). Throws
// Error(broken_network) where the sizes do not add up; contents are for a checksum to guard.
Network view_network(const std::byte* bytes, std::size_t size);

}  // namespace loopgenie
