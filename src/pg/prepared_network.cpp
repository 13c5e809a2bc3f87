#include "prepared_network.hpp"

#include <cerrno>
#include <optional>
#include <utility>

#include "loop/base/at_exit.hpp"
#include "load.hpp"
#include "network_identity.hpp"
#include "preparation_lock.hpp"
#include "prepared_file.hpp"

namespace loopgenie::pg {
namespace {

// Once for all sessions, as long as one lives that knows.
void report_unwritable(const std::string& path, int problem) {
  if (is_unwritable(path)) return;
  call([&] {
    errno = problem;
    ereport(LOG, (errcode_for_file_access(),
                  errmsg("could not write the prepared network \"%s\": %m", path.c_str()),
                  errhint("Every call loads the network anew until this is mended.")));
  });
  mark_unwritable(path);
}

// Whoever is cancelled here waited for nothing that was asked.
void explain_cancel(const Raised& raised) {
  const int state = raised.error->sqlerrcode;
  if (state != ERRCODE_QUERY_CANCELED && state != ERRCODE_LOCK_NOT_AVAILABLE) return;
  call([&] {
    raised.error->hint = pstrdup(
        "The network is being prepared, once for all sessions. Try again in a moment, or run "
        "SELECT loopgenie.prepare_network() without a time limit.");
  });
}

// Keeps what still holds of an older file, if there is one.
Network load_edited(const NetworkTables& tables, LengthsIn lengths, const std::string& older) {
  Mapping* const mapping = older.empty() ? nullptr : pin_file(older);
  if (mapping == nullptr) return load_network(tables, lengths);
  const AtExit release([&] { release_file(mapping); });
  const Network before = view_mapping(*mapping);
  return load_network(tables, lengths, &before);
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
  mapping_ = pin_file(path);
  if (mapping_ == nullptr) {
    try {
      prepare(tables, path, lengths);
    } catch (const Raised& raised) {
      explain_cancel(raised);
      throw;
    }
  }
  if (mapping_ != nullptr) network_ = view_mapping(*mapping_);
  require_allowed_size(network_);
}

// Leaves a network of this call's own where no file can be written.
void PreparedNetwork::prepare(const NetworkTables& tables, const std::string& path,
                              LengthsIn lengths) {
  std::optional<PreparationLock> lock(path);
  mapping_ = pin_file(path);
  if (mapping_ != nullptr) return;

  make_prepared_folder();
  const std::string older = remove_outdated_files(tables.oid(), path, Older::keep_one);
  std::optional<UnfinishedFile> file(std::in_place, path);
  if (file->problem() != 0) report_unwritable(path, file->problem());
  // What one session cannot write, all load side by side.
  if (is_unwritable(path)) lock.reset();
  network_ = load_edited(tables, lengths, older);
  if (file->problem() != 0) return;
  bool written = write_file(*file, network_);
  if (!written && file->problem() == ENOSPC) {
    file.reset();
    remove_outdated_files(tables.oid(), path, Older::remove_all);
    file.emplace(path);
    written = write_file(*file, network_);
  }
  if (written) {
    mapping_ = pin_file(path);
  } else {
    report_unwritable(path, file->problem());
  }
}

void PreparedNetwork::close() {
  network_ = Network();
  if (mapping_ != nullptr) unpin_file(std::exchange(mapping_, nullptr));
}

PreparedNetwork::~PreparedNetwork() { close(); }

}  // namespace loopgenie::pg
