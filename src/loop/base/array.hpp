// A fixed array that either owns its elements or looks at memory of somebody else: a network
// is built in memory once and then read from a mapped file, by the same code.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace loopgenie {

template <typename T>
class Array {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  Array() = default;
  Array(std::vector<T> own) : own_(std::move(own)), data_(own_.data()), size_(own_.size()) {}
  Array(Array&& other) noexcept { *this = std::move(other); }
  Array& operator=(Array&& other) noexcept {
    own_ = std::move(other.own_);  // keeps the elements where they are
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  // The memory must outlive the array.
  static Array view(const T* data, std::size_t size) {
    Array array;
    array.data_ = data;
    array.size_ = size;
    return array;
  }

  std::size_t size() const { return size_; }
  const T* data() const { return data_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  const T& operator[](std::size_t index) const { return data_[index]; }

 private:
  std::vector<T> own_;
  const T* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace loopgenie
