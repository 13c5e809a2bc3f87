// The settings users may change: SET loopgenie.… = …
#pragma once

namespace loopgenie::pg::settings {

const char* network();       // the network planned on when none is named
extern double drive_detour;  // road length over geodesic distance, where there are no roads
extern int max_edges;        // cap on the edges of a network
extern int max_effort;       // cap on the work units of one plan, 0 for none

void define();

}  // namespace loopgenie::pg::settings
