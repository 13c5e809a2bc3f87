// What names the content of a network: what is prepared from it is filed under this name.
//
// Content is what goes into that file: the rows of edge, trailhead, road, twin and camp in the
// caller's snapshot, by the columns they are read from. Two snapshots with one name see one
// content, because everything that changes the content changes the name:
//
//   rows written by any statement       the triggers touch_content give info a content that never
//                                       was; the row of info, locked, makes a second writer wait.
//                                       An UPDATE is compared as it ended, so that names and bends
//                                       leave the content as it is; networks of 0.1.0 have
//                                       touch_version, and another version for these too
//   rows written while the trigger was  the row of pg_trigger, which comes and goes with each of
//   disabled, dropped or replaced       these, or of pg_proc, is another one
//   a table rewritten, truncated, or    its oid and its relfilenode
//   put in the place of another
//   a table dropped or added            the name is made of all that are there
//   a column renamed, dropped, added,   names, numbers and types of the columns; a number is never
//   of another type without a rewrite   given twice
//
// and where anything else could, there is no name: views and foreign tables, row-level
// security, rows of child tables, columns of types that a user can alter, triggers that do not
// always fire, a trigger changed by a transaction that the snapshot does not see.
//
// Triggers fire late: between a change and its new version the name still stands for the old
// content, but only for the transaction that makes the change. Until it ends it holds a lock on
// the table that no reader takes, and so is told from all others (own_changes).
//
// All tables are locked, and NetworkSnapshot has seen that none is newer than the snapshot. An
// owner who writes an old content into info, or makes the triggers do nothing from the start,
// deceives the readers of that network and nobody else.
#pragma once

#include <string>

#include "network_tables.hpp"

namespace loopgenie::pg {

struct NetworkIdentity {
  std::string name;          // empty where nothing names the content
  std::string why_nameless;  // then
  bool by_accident = false;  // then: of a network that once had a name, and could have again
  bool own_changes = false;  // the caller's transaction has, or may have, changed the tables
};

// Needs a connection to SPI.
NetworkIdentity identify(const NetworkTables& tables);
// That every call loads a nameless network anew, and why.
void warn_of_nameless(const NetworkIdentity& identity);

}  // namespace loopgenie::pg
