// The prepared network of the content of the tables that the caller's snapshot sees.
//
// Where the tables tell their content (loopgenie built them: see network_identity.hpp) it is
// prepared once for the server: a file in the folder loopgenie of the data directory, named after
// database, schema and content, written whole under another name and then renamed, and mapped
// read-only by every backend. It is derived data: a missing file is made again, a torn or foreign
// one is noticed by its header and checksum. A network that climbs has a second file, where lengths
// are toil; it is made with the first one by prepare_network, or when it is asked for. Otherwise
// (uncommitted changes of the caller's own transaction, tables made by hand, row-level security)
// the network is loaded for this one call: what is seen is always what the tables hold in the
// caller's snapshot.
#pragma once

#include <string>
#include <vector>

#include "loop/drive/trailheads.hpp"
#include "loop/network/network.hpp"
#include "network_tables.hpp"

namespace loopgenie::pg {

class PreparedNetwork {
 public:
  // What to do about changes of the caller's own transaction. They are prepared only for a caller
  // who vouches that whatever is changed after this gives the tables another version.
  enum class OwnChanges { load_for_this_call, prepare };

  // Needs a connection to SPI. Throws Error(resource_cap) for more than loopgenie.max_edges edges.
  explicit PreparedNetwork(const NetworkTables& tables, LengthsIn lengths = LengthsIn::metres,
                           OwnChanges own_changes = OwnChanges::load_for_this_call);
  ~PreparedNetwork();
  PreparedNetwork(const PreparedNetwork&) = delete;
  PreparedNetwork& operator=(const PreparedNetwork&) = delete;

  const Network& network() const { return network_; }
  // Whether other sessions find it prepared.
  bool is_shared() const { return mapping_ != nullptr; }

  // Tells trailheads what a hike from there is likely to lose. What nobody has guessed yet is
  // guessed, and filed beside the network.
  void tell_losses(std::vector<ReachableTrailhead>& trailheads) const;
  // Guesses for all trailheads, so that nobody has to. False where that cannot be shared.
  bool guess_all_losses() const;

 private:
  void open(const NetworkTables& tables, const std::string& path, LengthsIn lengths);
  void prepare(const NetworkTables& tables, const std::string& path, LengthsIn lengths);
  void close();

  std::string path_;                   // empty for a network of this call's own
  struct Mapping* mapping_ = nullptr;  // null for that
  Network network_;
};

}  // namespace loopgenie::pg
