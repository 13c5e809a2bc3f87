// The rows of connected_bound.hpp, each as: sum of (once * w + twice * d) >= least.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "loop/base/effort.hpp"
#include "loop/network/corridors.hpp"
#include "loop/bound/fill_bound.hpp"
#include "loop/bound/reduced_costs.hpp"
#include "loop/network/via.hpp"
#include "loop/walk/score.hpp"

namespace loopgenie {

class ConnectionRows {
 public:
  struct Term {
    EdgeIndex corridor;
    std::int32_t once;
    std::int32_t twice;
  };
  struct Row {
    std::uint32_t first;  // of its terms
    std::uint32_t last;
    std::int64_t least;
    Millimetres most_multiplier;
  };
  // How often each corridor is walked once and twice on the average, in parts of `whole`.
  struct Average {
    static constexpr std::int64_t whole = 1 << 20;
    std::vector<std::int64_t> once;
    std::vector<std::int64_t> twice;
  };

  // Those of parity, continuity, crossings, vias and balls.
  ConnectionRows(const Corridors& corridors, NodeIndex start, const std::vector<Via>& vias,
                 const Target& target, Millimetres hopeless, Effort& effort);

  // From here on only such uses count: what a set must be entered for can become more.
  void restrict_to(const Affordable& affordable);
  // Adds rows of balls and connection that an average breaks; how many.
  std::size_t separate(const Average& average);

  const std::vector<Row>& rows() const { return rows_; }
  const std::vector<Term>& terms() const { return terms_; }

 private:
  void add(std::int64_t least, Millimetres most_multiplier);
  void add_node(NodeIndex node);
  void add_odd_rows(NodeIndex node);
  void add_vias(const std::vector<Via>& vias);
  void add_balls();
  void stock(FillStock& stock, EdgeIndex corridor) const;
  bool add_border(const std::vector<NodeIndex>& inside, EdgeIndex needed);
  std::size_t separate_grown(const Average& average);
  std::size_t separate_by_flow(const Average& average);
  std::int64_t least_cut(const Average& average, NodeIndex node, std::vector<NodeIndex>& inside);
  bool must_enter(const std::vector<NodeIndex>& inside);

  const Corridors& corridors_;
  const Graph& graph_;
  const NodeIndex start_;
  const Target& target_;
  const Millimetres hopeless_;
  Effort& effort_;
  std::vector<Row> rows_;
  std::vector<Term> terms_;
  Affordable affordable_;
  std::vector<bool> is_met_;                     // by node: a walk must come there, or starts there
  std::vector<std::uint8_t> is_inside_;          // by node, while a set is looked at
  std::set<std::vector<NodeIndex>> sets_known_;  // whose rows are there
};

}  // namespace loopgenie
