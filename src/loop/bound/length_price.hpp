// What a walk costs when a price is put on its length.
//
// Of a closed walk of penalty P and asked length T, at every price p between 0 and 1 a metre
//
//   dullness + repeats + p * length <= P + p * T
//
// since what is longer than asked is paid for in full, and what is shorter saves only p. So
// a node is out of the question for walks of less penalty when going there and back costs
// more: without a price because the way is dull, with one because it is far.
#pragma once

#include <algorithm>

#include "loop/network/graph.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class LengthPrice {
 public:
  // Beside dullness, at 1.
  static constexpr LengthPrice in_16ths(Millimetres a_metre) { return LengthPrice(16, a_metre); }
  // Length alone counts: as much as the target allows.
  static constexpr LengthPrice length_only() { return LengthPrice(0, 1); }
  // One at which both dull and far nodes are found to be out of the question.
  static LengthPrice to_exclude(Millimetres hopeless, const Target& target) {
    if (hopeless >= target.length / 5) return length_only();
    return in_16ths(std::max<Millimetres>(1, 80 * hopeless / target.length));
  }

  bool is_length_only() const { return of_dullness_ == 0; }
  Millimetres once(const Edge& edge) const {
    return edge.dullness * of_dullness_ + edge.length * of_length_;
  }
  Millimetres again(const Edge& edge) const { return edge.length * (of_dullness_ + of_length_); }
  // What a closed walk of less than a penalty costs at most.
  Millimetres most(Millimetres hopeless, const Target& target) const {
    return is_length_only() ? target.longest * of_length_
                            : hopeless * of_dullness_ + target.length * of_length_;
  }

 private:
  constexpr LengthPrice(Millimetres of_dullness, Millimetres of_length)
      : of_dullness_(of_dullness), of_length_(of_length) {}

  Millimetres of_dullness_;
  Millimetres of_length_;
};

}  // namespace loopgenie
