// The tables of a network by quoted name, for statements.
#pragma once

#include <string>

#include "boundary.hpp"

namespace loopgenie::pg {

class NetworkTables {
 public:
  // Throws Raised (42P01, with a hint) where there is no such network.
  explicit NetworkTables(const std::string& network);

  // "schema"."table"
  std::string operator[](const char* table) const { return schema_ + "." + table; }
  Oid oid() const { return oid_; }  // of the schema

  // Whether it holds that table or column: those made by hand may lack some.
  bool has(const char* table) const;
  bool has(const char* table, const char* column) const;

 private:
  std::string schema_;
  Oid oid_;
};

}  // namespace loopgenie::pg
