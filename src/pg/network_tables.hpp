// The tables of a network that plans read, locked against being replaced, changed in shape or
// dropped until the transaction ends.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "boundary.hpp"

namespace loopgenie::pg {

struct NetworkTable {
  const char* name;
  Oid oid;
};

class NetworkTables {
 public:
  // Throws Raised: 42P01, with a hint, where there is no such network; 42501 without SELECT on one
  // of its tables, whether or not this call will read it, so that rights do not depend on what
  // is prepared.
  // `besides` names further tables of the schema, for those who read them.
  explicit NetworkTables(const std::string& network,
                         std::initializer_list<const char*> besides = {});

  // "schema"."table", as the schema was called once the tables were locked.
  std::string operator[](const std::string& table) const { return schema_ + "." + table; }
  Oid oid() const { return oid_; }  // of the schema

  // Whether it holds that table or column: those made by hand may lack some.
  bool has(const std::string& table) const { return OidIsValid(find(table)); }
  bool has(const std::string& table, const char* column) const;
  // InvalidOid where it has no such table.
  Oid find(const std::string& table) const;
  // Those it has of the tables that plans read.
  const std::vector<NetworkTable>& all() const { return tables_; }

 private:
  std::string schema_;
  Oid oid_ = InvalidOid;
  std::vector<NetworkTable> tables_;
};

}  // namespace loopgenie::pg
