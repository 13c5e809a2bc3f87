#include "settings.hpp"

#include <climits>

extern "C" {
#include "postgres.h"
#include "utils/guc.h"
}

namespace loopgenie::pg::settings {

namespace {

constexpr char default_network[] = "trails";
char* named_network = nullptr;

}  // namespace

double drive_detour = 1.3;
int max_edges = 5'000'000;
int max_effort = 0;

// A SET LOCAL before the library is loaded leaves it empty at the end of the transaction.
const char* network() { return named_network[0] == '\0' ? default_network : named_network; }

void define() {
  DefineCustomStringVariable("loopgenie.network", "Schema of the trail network to plan on.",
                             nullptr, &named_network, default_network, PGC_USERSET, 0, nullptr,
                             nullptr, nullptr);
  DefineCustomRealVariable(
      "loopgenie.drive_detour",
      "How many times longer than the geodesic distance a drive is, on networks without roads.",
      nullptr, &drive_detour, 1.3, 1.0, 10.0, PGC_USERSET, 0, nullptr, nullptr, nullptr);
  DefineCustomIntVariable(
      "loopgenie.max_edges", "Most edges a trail network may have; planning on more is an error.",
      nullptr, &max_edges, 5'000'000, 1, 50'000'000, PGC_USERSET, 0, nullptr, nullptr, nullptr);
  DefineCustomIntVariable(
      "loopgenie.max_effort",
      "Most work units that one plan may spend, whatever it asks for; 0 is no limit.", nullptr,
      &max_effort, 0, 0, INT_MAX, PGC_USERSET, 0, nullptr, nullptr, nullptr);
#if PG_VERSION_NUM >= 150000
  MarkGUCPrefixReserved("loopgenie");
#else
  EmitWarningsOnPlaceholders("loopgenie");
#endif
}

}  // namespace loopgenie::pg::settings
