// An array of zeros as large as the network of which only what is touched costs anything: the
// system hands out zeroed memory page by page. Whoever writes to it writes the zeros back.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

namespace loopgenie {

template <typename T>
class Zeroed {
  static_assert(std::is_trivial_v<T>);

 public:
  explicit Zeroed(std::size_t size)
      : elements_(take((size + 1) * sizeof(T)), Release{(size + 1) * sizeof(T)}) {}
  T& operator[](std::size_t index) { return elements_[index]; }
  const T& operator[](std::size_t index) const { return elements_[index]; }

 private:
  // calloc may clear memory that was in use before as a whole. That is quicker than to touch new
  // pages, unless there are many of them.
  static constexpr std::size_t most_cleared = std::size_t{1} << 20;

  struct Release {
    std::size_t bytes;
    void operator()(T* memory) const {
      if (bytes <= most_cleared) {
        std::free(memory);
      } else {
        munmap(memory, bytes);
      }
    }
  };

  static T* take(std::size_t bytes) {
    void* const memory = bytes <= most_cleared ? std::calloc(1, bytes)
                                               : mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                                                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == nullptr || memory == MAP_FAILED) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }

  std::unique_ptr<T[], Release> elements_;
};

}  // namespace loopgenie
