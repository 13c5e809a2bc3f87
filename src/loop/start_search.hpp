// Finds the best loops from one trailhead, and how good any could be.
#pragma once

#include <cstddef>
#include <vector>

#include "answers.hpp"
#include "corridors.hpp"
#include "reach.hpp"
#include "score.hpp"
#include "starts.hpp"

namespace loopgenie {

class StartSearch {
 public:
  StartSearch(const Graph& network, const Target& target, std::size_t wanted, Answers& answers,
              Effort& effort)
      : target_(target), wanted_(wanted), answers_(answers), effort_(effort), reaches_(network) {}

  // Both offer what they find to the answers and return a lower bound of the penalty of every
  // loop from this trailhead, the drive included.

  // A quick look: a bound from what is in reach, and candidates in its core.
  Millimetres explore(const RankedStart& start, std::size_t index);
  // The same candidates, improved.
  void improve(const RankedStart& start, std::size_t index);
  // The least penalty seen from the trailhead looked at last.
  Millimetres best_here() const { return best_here_; }
  // An exact search with so many labels. Loops that are better than the answers by no more than
  // `slack` are not looked for.
  Millimetres prove(const RankedStart& start, std::size_t index, std::size_t labels,
                    Millimetres slack);

  // The length nearest to the asked one among closed walks that broke a limit; 0 if none.
  Millimetres nearest_miss() const { return nearest_miss_; }

 private:
  enum class Care { look, improve };
  void search_core(const Reach& reach, const RankedStart& start, std::size_t index, Care care);
  void offer(const Reach& reach, const RankedStart& start, std::size_t index, const Uses& uses,
             const Measure& loop);
  void remember_miss(const Measure& loop);

  const Target& target_;
  std::size_t wanted_;
  Answers& answers_;
  Effort& effort_;
  ReachFinder reaches_;
  Millimetres best_here_ = unreachable;
  Millimetres nearest_miss_ = 0;
};

}  // namespace loopgenie
