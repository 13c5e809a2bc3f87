// What the planner throws: a kind that the boundary maps to an SQLSTATE, a lower-case
// message, and a hint that says what to do.
#pragma once

#include <stdexcept>
#include <string>

namespace loopgenie {

enum class ErrorKind {
  invalid_argument,
  broken_network,
  missing_table,
  outdated_catalog,
  resource_cap
};

class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string hint)
      : std::runtime_error(message), kind(kind), hint(std::move(hint)) {}

  ErrorKind kind;
  std::string hint;
};

}  // namespace loopgenie
