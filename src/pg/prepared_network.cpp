#include "prepared_network.hpp"

#include <cerrno>
#include <optional>
#include <utility>

#include "load.hpp"
#include "losses_file.hpp"
#include "network_identity.hpp"
#include "preparation_lock.hpp"
#include "prepared_file.hpp"

namespace loopgenie::pg {
namespace {

constexpr char unwritten_hint[] = "Every call loads the network anew until this is mended.";

// Whoever is cancelled meanwhile waited for nothing that was asked.
template <typename Work>
void explaining_cancels(const Work& work) {
  try {
    work();
  } catch (const Raised& raised) {
    const int state = raised.error->sqlerrcode;
    if (state == ERRCODE_QUERY_CANCELED || state == ERRCODE_LOCK_NOT_AVAILABLE) {
      call([&] {
        raised.error->hint = pstrdup(
            "The network is being prepared, once for all sessions. Try again in a moment, or run "
            "SELECT loopgenie.prepare_network() without a time limit.");
      });
    }
    throw;
  }
}

}  // namespace

PreparedNetwork::PreparedNetwork(const NetworkTables& tables, LengthsIn lengths,
                                 OwnChanges own_changes) {
  const NetworkIdentity identity = identify(tables);
  if (identity.by_accident) warn_of_nameless(identity);
  const bool is_own = identity.own_changes && own_changes == OwnChanges::load_for_this_call;
  if (identity.name.empty() || is_own) {
    network_ = load_network(tables, lengths);
    return;
  }
  const std::string path = prepared_path(tables.oid(), identity.name);
  open(tables, path, LengthsIn::metres);
  if (lengths == LengthsIn::toil && network_.climbs()) {
    close();
    open(tables, path + toil_suffix, lengths);
  }
}

void PreparedNetwork::open(const NetworkTables& tables, const std::string& path,
                           LengthsIn lengths) {
  mapping_ = pin_file(path, Holds::network);
  if (mapping_ == nullptr) {
    explaining_cancels([&] { prepare(tables, path, lengths); });
  }
  if (mapping_ != nullptr) {
    path_ = path;
    network_ = view_network(*mapping_);
  }
  require_allowed_size(network_);
}

// Leaves a network of this call's own where no file can be written.
void PreparedNetwork::prepare(const NetworkTables& tables, const std::string& path,
                              LengthsIn lengths) {
  std::optional<PreparationLock> lock(path);
  mapping_ = pin_file(path, Holds::network);
  if (mapping_ != nullptr) return;

  make_prepared_folder();
  const std::string older = remove_outdated_files(tables.oid(), path, Older::keep_one);
  std::optional<UnfinishedFile> file(std::in_place, path);
  if (file->problem() != 0) report_unwritable(path, file->problem(), unwritten_hint);
  // What one session cannot write, all load side by side.
  if (is_unwritable(path)) lock.reset();
  network_ = load_network(tables, lengths);
  const LikelyLosses kept = keep_losses(network_, older);
  if (file->problem() != 0) return;
  bool written = write_file(*file, network_);
  if (!written && file->problem() == ENOSPC) {
    file.reset();
    remove_outdated_files(tables.oid(), path, Older::remove_all);
    file.emplace(path);
    written = write_file(*file, network_);
  }
  if (written) {
    LossesFile(path).add(kept);
    mapping_ = pin_file(path, Holds::network);
  } else {
    report_unwritable(path, file->problem(), unwritten_hint);
  }
}

void PreparedNetwork::tell_losses(std::vector<ReachableTrailhead>& trailheads) const {
  Effort effort(unlimited_effort, poll_interrupts);
  LossesFile losses(path_);
  explaining_cancels([&] { losses.know(network_, start_nodes(trailheads, effort)); });
  tell_likely_losses(losses.known(), trailheads);
}

bool PreparedNetwork::guess_all_losses() const {
  Effort effort(unlimited_effort, poll_interrupts);
  // One session guesses, the others wait for it.
  const PreparationLock lock(path_ + losses_suffix);
  return LossesFile(path_).know(network_, start_nodes(network_, effort));
}

void PreparedNetwork::close() {
  path_.clear();
  network_ = Network();
  if (mapping_ != nullptr) unpin_file(std::exchange(mapping_, nullptr));
}

PreparedNetwork::~PreparedNetwork() { close(); }

}  // namespace loopgenie::pg
