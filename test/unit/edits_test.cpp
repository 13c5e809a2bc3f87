// What is known of a network's likely losses, whoever guessed it, in what order and before which
// edit, is the same, and so is every plan. After an edit it costs what the edit can reach.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "loop/bound/likely_loss.hpp"
#include "loop/planner.hpp"
#include "loop/prepare.hpp"
#include "random.hpp"

namespace loopgenie {
namespace {

using test::Random;

struct Tables {
  std::vector<EdgeRow> edges;
  std::vector<TrailheadRow> trailheads;
  std::vector<TwinRow> twins;
  std::vector<CampRow> camps;
  std::int64_t nodes = 0;
  std::int64_t next_id = 1000;  // of edges, trailheads and camps
};

template <typename AnyRow>
AnyRow& any(std::vector<AnyRow>& rows, Random& random) {
  return rows[static_cast<std::size_t>(random.below(static_cast<int>(rows.size())))];
}

// Few lengths and appeals, so that many ways are equally good: answers that hang on the order in
// which ways are looked at would show.
double some_length_m(Random& random) { return 250.0 * (1 + random.below(8)); }
double some_appeal(Random& random) { return 0.25 * random.below(5); }

EdgeRow some_edge(Tables& tables, std::int64_t source, std::int64_t target, Random& random) {
  EdgeRow row{tables.next_id++, source, target, some_length_m(random), some_appeal(random)};
  row.ascent_m = row.descent_m = 100.0 * random.below(4);
  row.oneway = random.below(3) == 0;
  return row;
}

std::int64_t some_node(const Tables& tables, Random& random) {
  return random.below(static_cast<int>(tables.nodes));
}

TrailheadRow some_trailhead(Tables& tables, Random& random) {
  return {tables.next_id++, some_node(tables, random), 46 + 0.001 * random.below(100), 7, 0};
}

// A grid of ways that are missing here and there, a few times as wide as a day hike.
Tables some_tables(Random& random) {
  Tables tables;
  const std::int64_t side = 4 + random.below(12);
  const int gaps = 2 + random.below(4);
  tables.nodes = side * side;
  for (std::int64_t node = 0; node < tables.nodes; ++node) {
    if (node % side > 0 && random.below(gaps) > 0) {
      tables.edges.push_back(some_edge(tables, node - 1, node, random));
    }
    if (node >= side && random.below(gaps) > 0) {
      tables.edges.push_back(some_edge(tables, node - side, node, random));
    }
  }
  for (int i = 0; i < 12; ++i) tables.trailheads.push_back(some_trailhead(tables, random));
  for (int i = 0; i < 3; ++i) {
    tables.camps.push_back(CampRow{tables.next_id++, some_node(tables, random), 1});
    tables.twins.push_back(
        TwinRow{any(tables.edges, random).id, any(tables.edges, random).id, 200});
  }
  return tables;
}

void edit(Tables& tables, Random& random) {
  switch (random.below(10)) {
    case 0:
      any(tables.edges, random).length_m = some_length_m(random);
      break;
    case 1:
      any(tables.edges, random).appeal = some_appeal(random);
      break;
    case 2:
      any(tables.edges, random).oneway = random.below(2) == 0;
      break;
    case 3:
      any(tables.edges, random).target = some_node(tables, random);
      break;
    case 4:
      tables.edges.push_back(
          some_edge(tables, some_node(tables, random), tables.nodes + random.below(2), random));
      break;
    case 5:
      std::swap(any(tables.edges, random), tables.edges.back());
      tables.edges.pop_back();
      break;
    case 6:
      tables.trailheads.push_back(some_trailhead(tables, random));
      break;
    case 7:
      any(tables.trailheads, random).node_id = some_node(tables, random);
      break;
    case 8:
      tables.camps.push_back(CampRow{tables.next_id++, some_node(tables, random), 1});
      break;
    default:
      tables.twins.push_back(
          TwinRow{any(tables.edges, random).id, any(tables.edges, random).id, 100});
  }
}

Network prepare(const Tables& tables, LengthsIn lengths, Effort& effort) {
  return prepare_network(tables.edges, tables.trailheads, effort, {}, tables.twins, tables.camps,
                         lengths);
}

LikelyLosses guess_all(const Network& network, Effort& effort) {
  return guess_likely_losses(network, start_nodes(network, effort), effort);
}

// As a plan from there does.
LikelyLosses guess_missing(const LikelyLosses& known, const Network& network,
                           const std::vector<std::int64_t>& nodes, Effort& effort) {
  return merge(known, guess_likely_losses(network, unknown_nodes(known, nodes), effort));
}

bool same(const LikelyLosses& some, const LikelyLosses& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const LikelyLoss& a, const LikelyLoss& b) {
                      return a.node_id == b.node_id && a.share == b.share;
                    });
}

std::vector<ReachableTrailhead> some_in_reach(const Tables& tables, Random& random) {
  std::vector<ReachableTrailhead> trailheads;
  for (const TrailheadRow& row : tables.trailheads) {
    if (random.below(3) > 0) continue;
    trailheads.push_back(ReachableTrailhead{row.id, row.node_id, 100.0 * random.below(50)});
  }
  return trailheads;
}

// All that is answered: rows in walking order, and the bound.
std::vector<double> answer(const Network& network, const LikelyLosses& known,
                           std::vector<ReachableTrailhead> trailheads) {
  tell_likely_losses(known, trailheads);
  Request request{6'000, 5'000, 3};
  request.effort = 20'000;
  Effort effort(request.effort);
  const Plan plan = plan_loops(network, trailheads, request, effort);
  std::vector<double> told{plan.bound, static_cast<double>(effort.spent())};
  for (const PlannedLoop& loop : plan.loops) {
    told.insert(told.end(), {static_cast<double>(loop.trailhead_id), loop.score});
    for (const WalkedEdge& step : loop.walk) told.push_back(static_cast<double>(step.edge_id));
  }
  return told;
}

TEST(Edits, LeaveThePlansOfAFreshPreparation) {
  for (std::uint64_t seed = 0; seed < test::graphs(300); ++seed) {
    Random random(seed);
    Effort effort(unlimited_effort);
    const LengthsIn lengths = seed % 2 == 0 ? LengthsIn::metres : LengthsIn::toil;
    Tables tables = some_tables(random);
    Network before = prepare(tables, lengths, effort);
    LikelyLosses known_before = guess_all(before, effort);
    for (int step = 0; step < 4; ++step) {
      for (int edits = random.below(3); edits >= 0; --edits) edit(tables, random);
      Network after = prepare(tables, lengths, effort);
      const LikelyLosses fresh = guess_all(after, effort);
      LikelyLosses known = keep_likely_losses(after, before, known_before, effort);
      for (int plans = random.below(3); plans >= 0; --plans) {
        const std::vector<ReachableTrailhead> reach = some_in_reach(tables, random);
        known = guess_missing(known, after, start_nodes(reach, effort), effort);
        ASSERT_EQ(answer(after, known, reach), answer(after, fresh, reach))
            << "seed " << seed << ", step " << step;
      }
      const LikelyLosses all = guess_missing(known, after, start_nodes(after, effort), effort);
      ASSERT_TRUE(same(all, fresh)) << "seed " << seed << ", step " << step;
      before = std::move(after);
      known_before = std::move(known);  // not all of it, as a rule
    }
  }
}

// A wheel of which no hike from the hub sees the rim: without the rim no spoke is on a cycle.
TEST(Edits, AreSeenWhereTheyTakeACycleAwayFromAfar) {
  constexpr std::int64_t spokes = 10;
  constexpr std::int64_t nodes = 20;
  Tables wheel;
  wheel.edges.push_back(EdgeRow{0, 0, 0, 10, 1});  // there is a cycle at the hub all the same
  for (std::int64_t spoke = 0; spoke < spokes; ++spoke) {
    const auto at = [&](std::int64_t i) { return i == 0 ? 0 : 1 + spoke * nodes + i; };
    for (std::int64_t i = 0; i < nodes; ++i) {
      wheel.edges.push_back(EdgeRow{at(i + 1), at(i), at(i + 1), 500, 1});
      wheel.trailheads.push_back(TrailheadRow{at(i + 1), at(i), 46, 7, 0});
    }
  }
  const Tables bare = wheel;
  for (std::int64_t spoke = 1; spoke <= spokes; ++spoke) {
    wheel.edges.push_back(
        EdgeRow{10'000 + spoke, 1 + spoke * nodes, 1 + (spoke % spokes + 1) * nodes, 500, 1});
  }
  Effort effort(unlimited_effort);
  const Network before = prepare(wheel, LengthsIn::metres, effort);
  const Network after = prepare(bare, LengthsIn::metres, effort);
  const LikelyLosses kept = keep_likely_losses(after, before, guess_all(before, effort), effort);
  EXPECT_TRUE(same(guess_missing(kept, after, start_nodes(after, effort), effort),
                   guess_all(after, effort)));
}

// A long ladder with a trailhead at every tenth rung.
TEST(Edits, CostWhatTheyTouch) {
  Tables tables;
  constexpr std::int64_t rungs = 3000;
  for (std::int64_t i = 0; i < rungs; ++i) {
    tables.edges.push_back(EdgeRow{3 * i, 2 * i, 2 * i + 1, 300, 0.5});
    if (i == 0) continue;
    tables.edges.push_back(EdgeRow{3 * i + 1, 2 * i - 2, 2 * i, 300, 0.5});
    tables.edges.push_back(EdgeRow{3 * i + 2, 2 * i - 1, 2 * i + 1, 300, 0.5});
    if (i % 10 == 0) tables.trailheads.push_back(TrailheadRow{i, 2 * i, 46, 7, 0});
  }
  Effort preparing(unlimited_effort);
  const Network before = prepare(tables, LengthsIn::metres, preparing);
  tables.edges[static_cast<std::size_t>(rungs)].length_m = 301;
  const Network after = prepare(tables, LengthsIn::metres, preparing);
  Effort first(unlimited_effort);
  const LikelyLosses known = guess_all(before, first);
  Effort again(unlimited_effort);
  const LikelyLosses kept = keep_likely_losses(after, before, known, again);
  guess_missing(kept, after, start_nodes(after, again), again);
  EXPECT_LT(again.spent(), first.spent() / 2);
}

}  // namespace
}  // namespace loopgenie
