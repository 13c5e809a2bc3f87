// Asks the planner without Postgres, on what dump.sh wrote:
//   ask FOLDER REQUESTS [loops=K] [map=NAME] [mode=NAME] [miles=N] [every=N]
//       [seed=N] [effort=N] [FIELD=VALUE…]
// A request is a line: map, mode, miles, lat, lon, drive_km, hike_mi, trailheads as id:drive_m, and
// what to come by, if anything. Fields are those of the schedule of the search: see
// search_schedule.hpp. Prints a line for each request, separated by tabs: map, mode, miles, lat,
// lon, drive_km, hike_mi, trailheads, the scores of all loops separated by commas (empty without
// any), bound, milliseconds, work units, and the number of the Shortfall.
#include <time.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "loop/bound/likely_loss.hpp"
#include "loop/planner.hpp"
#include "loop/prepare.hpp"
#include "schedule_fields.hpp"

namespace loopgenie {
namespace {

struct Map {
  Network network;
  std::map<std::int64_t, EdgeRow> edges;
  std::map<std::int64_t, TrailheadRow> trailheads;
  LikelyLosses losses;
};

double real(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

Map read_map(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("no file " + path);
  std::vector<EdgeRow> edges;
  std::vector<TrailheadRow> trailheads;
  std::vector<TwinRow> twins;
  Map map;
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string kind, length, appeal, ascent, descent;
    std::int64_t id, source, target, flag;
    fields >> kind >> id >> source;
    if (kind == "twin") {
      fields >> length;
      twins.push_back(TwinRow{id, source, real(length)});
      continue;
    }
    fields >> target >> length >> appeal;
    if (kind == "trailhead") {
      fields >> flag;
      trailheads.push_back(TrailheadRow{id, source, real(length), real(appeal), flag, target});
    } else {
      EdgeRow edge{id, source, target, real(length), real(appeal)};
      fields >> ascent >> descent >> edge.road >> edge.oneway >> edge.difficulty;
      edge.ascent_m = real(ascent);
      edge.descent_m = real(descent);
      edges.push_back(edge);
      map.edges.emplace(id, edges.back());
    }
  }
  Effort effort(unlimited_effort);
  map.network = prepare_network(std::move(edges), std::move(trailheads), effort, {}, twins);
  for (const TrailheadRow& row : map.network.trailheads()) map.trailheads.emplace(row.id, row);
  map.losses = guess_likely_losses(map.network, start_nodes(map.network, effort), effort);
  return map;
}

// What the planner promises of a loop, worked out from the rows.
void check(const Map& map, const Request& request, const Plan& plan, const std::string& line) {
  const auto complain = [&](const char* what) {
    std::fprintf(stderr, "%s: %s\n", what, line.substr(0, 80).c_str());
    std::exit(1);
  };
  for (const PlannedLoop& loop : plan.loops) {
    double length_m = 0;
    std::int64_t at = loop.start_node_id;
    for (const WalkedEdge& step : loop.walk) {
      const EdgeRow& row = map.edges.at(step.edge_id);
      if (at != (step.reversed ? row.target : row.source)) complain("broken walk");
      at = step.reversed ? row.source : row.target;
      length_m += row.length_m;
    }
    if (at != loop.start_node_id) complain("open walk");
    if (std::abs(length_m - loop.length_m) > 0.01) complain("wrong length");
    if (std::abs(length_m - request.hike_m) > request.tolerance * request.hike_m + 0.01) {
      complain("length beyond the tolerance");
    }
    if (loop.score > plan.bound + 1e-9) complain("score above the bound");
  }
}

// What to come by, as n and the id of a node or e and that of an edge, separated by commas.
std::vector<Via> read_vias(const Network& network, const std::string& listed) {
  std::vector<Via> vias;
  std::istringstream items(listed);
  for (std::string item; std::getline(items, item, ',');) {
    const std::int64_t id = std::stoll(item.substr(1));
    vias.push_back(item[0] == 'n' ? Via{network.find_node(id), invalid_id}
                                  : Via{invalid_id, network.find_edge(id)});
  }
  return vias;
}

double milliseconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

void ask(const Map& map, const std::string& line, const SearchSchedule& schedule, int loops,
         std::uint64_t seed, WorkUnits units) {
  std::istringstream fields(line);
  std::string name, mode, miles, lat, lon, drive_km, hike_mi, listed, vias;
  fields >> name >> mode >> miles >> lat >> lon >> drive_km >> hike_mi >> listed >> vias;
  std::vector<ReachableTrailhead> trailheads;
  std::istringstream items(listed);
  for (std::string item; std::getline(items, item, ',');) {
    const std::size_t colon = item.find(':');
    const TrailheadRow& row = map.trailheads.at(std::stoll(item.substr(0, colon)));
    trailheads.push_back(ReachableTrailhead{row.id, row.node_id, real(item.substr(colon + 1)),
                                            row.stand_in != 0, row.road_node_id});
  }
  tell_likely_losses(map.losses, trailheads);
  Request request{};
  request.hike_m = real(hike_mi) * metres_per_mile;
  request.drive_limit_m = real(drive_km) * 1000;
  request.loops = loops;
  request.seed = seed;
  request.vias = read_vias(map.network, vias);
  request.effort = units > 0 ? units : usual_effort(request, schedule);
  Effort effort(request.effort);
  const double began = milliseconds();
  const Plan plan = plan_loops(map.network, trailheads, request, effort, schedule);
  const double took = milliseconds() - began;
  check(map, request, plan, line);
  std::string scores;
  for (const PlannedLoop& loop : plan.loops) {
    char score[32];
    std::snprintf(score, sizeof score, "%s%.9f", scores.empty() ? "" : ",", loop.score);
    scores += score;
  }
  std::printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%zu\t%s\t%.9f\t%.3f\t%lld\t%d\n", name.c_str(),
              mode.c_str(), miles.c_str(), lat.c_str(), lon.c_str(), drive_km.c_str(),
              hike_mi.c_str(), trailheads.size(), scores.c_str(),
              plan.loops.empty() ? 1.0 : plan.bound, took, static_cast<long long>(effort.spent()),
              static_cast<int>(plan.shortfall));
  std::fflush(stdout);
}

}  // namespace
}  // namespace loopgenie

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr,
                 "ask FOLDER REQUESTS [loops=K] [map=NAME] [mode=NAME] [miles=N] [every=N] "
                 "[seed=N] [effort=N] [FIELD=VALUE…]\n");
    return 2;
  }
  const std::string folder = argv[1];
  std::map<std::string, std::string> chosen{{"loops", "1"}, {"every", "1"}, {"map", ""},
                                            {"mode", ""},   {"miles", ""},  {"seed", "0"},
                                            {"effort", "0"}};
  loopgenie::SearchSchedule schedule;
  for (int i = 3; i < argc; ++i) {
    const std::string argument = argv[i];
    const std::size_t equals = argument.find('=');
    const std::string key = argument.substr(0, equals);
    const std::string value = argument.substr(equals + 1);
    if (chosen.count(key) != 0) {
      chosen[key] = value;
    } else {
      set_field(schedule, key, std::stod(value));
    }
  }
  const auto wanted = [&](const char* key, const std::string& value) {
    return chosen[key].empty() || chosen[key] == value;
  };
  const long every = std::stol(chosen["every"]);
  std::ifstream requests(argv[2]);
  std::map<std::string, loopgenie::Map> maps;
  std::string line;
  for (long number = 0; std::getline(requests, line); ++number) {
    std::istringstream fields(line);
    std::string name, mode, miles;
    fields >> name >> mode >> miles;
    if (number % every != 0 || !wanted("map", name) || !wanted("mode", mode) ||
        !wanted("miles", miles)) {
      continue;
    }
    if (maps.count(name) == 0) {
      maps.emplace(name, loopgenie::read_map(folder + "/" + name + ".network"));
    }
    loopgenie::ask(maps.at(name), line, schedule, std::stoi(chosen["loops"]),
                   std::stoull(chosen["seed"]), std::stoll(chosen["effort"]));
  }
  return 0;
}
