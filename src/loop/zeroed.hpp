// An array of zeros as large as the network of which only what is touched costs anything: the
// system hands out zeroed memory page by page. Whoever writes to it writes the zeros back.
#pragma once

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
  explicit Zeroed(std::size_t size) : elements_(static_cast<T*>(std::calloc(size + 1, sizeof(T)))) {
    if (!elements_) throw std::bad_alloc();
  }
  T& operator[](std::size_t index) { return elements_[index]; }
  const T& operator[](std::size_t index) const { return elements_[index]; }

 private:
  struct Release {
    void operator()(T* memory) const { std::free(memory); }
  };
  std::unique_ptr<T[], Release> elements_;
};

}  // namespace loopgenie
