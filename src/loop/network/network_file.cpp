#include "loop/network/network_file.hpp"

#include <cstdint>

#include "loop/base/error.hpp"

namespace loopgenie {
namespace {

constexpr std::size_t alignment = 8;

std::size_t padding(std::size_t bytes) { return (alignment - bytes % alignment) % alignment; }

struct Writer {
  const std::function<void(const void*, std::size_t)>& write;

  template <typename T>
  void operator()(Array<T>& array) const {
    static_assert(alignof(T) <= alignment);
    const std::uint64_t count = array.size();
    const std::uint64_t zeros = 0;
    const std::size_t bytes = array.size() * sizeof(T);
    write(&count, sizeof count);
    write(array.data(), bytes);
    write(&zeros, padding(bytes));
  }
};

struct Viewer {
  const std::byte* next;
  std::size_t left;

  template <typename T>
  void operator()(Array<T>& array) {
    const std::uint64_t count = *reinterpret_cast<const std::uint64_t*>(take(sizeof count));
    if (count > left / sizeof(T)) fail();
    const std::size_t bytes = static_cast<std::size_t>(count) * sizeof(T);
    array = Array<T>::view(reinterpret_cast<const T*>(take(bytes)), count);
    take(padding(bytes));
  }

  const std::byte* take(std::size_t bytes) {
    if (bytes > left) fail();
    const std::byte* const taken = next;
    next += bytes;
    left -= bytes;
    return taken;
  }

  [[noreturn]] static void fail() {
    throw Error(ErrorKind::broken_network, "the prepared network is cut short",
                "Remove the folder loopgenie in the data directory: it is made again when needed.");
  }
};

}  // namespace

void write_network(Network& network, const std::function<void(const void*, std::size_t)>& write) {
  Writer writer{write};
  network.visit_arrays(writer);
}

Network view_network(const std::byte* bytes, std::size_t size) {
  Network network;
  Viewer viewer{bytes, size};
  network.visit_arrays(viewer);
  return network;
}

}  // namespace loopgenie
