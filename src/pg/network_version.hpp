// Which version of a network the caller's snapshot sees, and whether that names its content.
#pragma once

#include <optional>
#include <string>

#include "network_tables.hpp"

namespace loopgenie::pg {

// None where the content cannot be told from the version: the tables have no triggers that
// change it, the version is of a transaction still open (the caller's own), or rows are hidden
// by row-level security. Throws Raised (42501) without SELECT on the tables.
std::optional<std::string> committed_version(const NetworkTables& tables);

}  // namespace loopgenie::pg
