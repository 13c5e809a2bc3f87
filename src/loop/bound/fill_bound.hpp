// The least penalty at which a given length can be filled from a stock of edges, whatever
// their order and connection: each metre at its own rate, cheapest first.
//
//   an edge on a cycle   (1 - appeal) a metre, for its length; a second walk repeats, at 1
//   a bridge             walked out and back: (2 - appeal) / 2 a metre, for twice its length
//   nothing              staying short costs 1 a metre
#pragma once

#include <array>

#include "loop/network/graph.hpp"

namespace loopgenie {

class FillStock {
 public:
  void add(const Edge& edge, bool bridge);
  void remove(const Edge& edge, bool bridge);
  // Must follow the last change before a penalty is asked for.
  void settle();
  Millimetres least_penalty(Millimetres need) const { return fill(need, classes); }
  // The same where anything may be walked out and back besides the stock.
  Millimetres least_penalty_with_spurs(Millimetres need) const { return fill(need, classes / 2); }

 private:
  // Rates are rounded down to a class, so the bound stays a bound.
  static constexpr int classes = 64;
  static int class_of(const Edge& edge, bool bridge);
  Millimetres fill(Millimetres need, int dearest) const;

  std::array<Millimetres, classes> capacity_{};
  // Of all cheaper classes together.
  std::array<Millimetres, classes + 1> filled_{};
  std::array<Millimetres, classes + 1> penalty_{};
};

}  // namespace loopgenie
