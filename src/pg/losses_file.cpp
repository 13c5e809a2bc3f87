#include "losses_file.hpp"

#include <algorithm>
#include <utility>

#include "loop/base/at_exit.hpp"
#include "boundary.hpp"
#include "preparation_lock.hpp"
#include "prepared_file.hpp"

namespace loopgenie::pg {
namespace {

// How many guesses are filed at once. A few are made in 50 ms, so that who has no longer gets on,
// too; of a large file so many that to write it takes a small part of the time.
std::ptrdiff_t filed_at_once(std::size_t known) {
  constexpr std::size_t least = 32;
  constexpr std::size_t part = 64;
  return static_cast<std::ptrdiff_t>(std::max(least, known / part));
}

}  // namespace

LossesFile::LossesFile(const std::string& network_path)
    : path_(network_path.empty() ? "" : network_path + losses_suffix) {
  if (path_.empty()) return;
  mapping_ = pin_file(path_, Holds::losses);
  if (mapping_ != nullptr) known_ = view_losses(*mapping_);
}

LossesFile::~LossesFile() {
  if (mapping_ != nullptr) unpin_file(mapping_);
}

void LossesFile::read_again() {
  if (path_.empty()) return;
  if (mapping_ != nullptr) release_file(std::exchange(mapping_, nullptr));
  mapping_ = pin_file(path_, Holds::losses);
  known_ = mapping_ != nullptr ? view_losses(*mapping_) : LikelyLosses();
}

bool LossesFile::know(const Network& network, const std::vector<std::int64_t>& node_ids) {
  if (unknown_nodes(known_, node_ids).empty()) return true;
  read_again();
  const std::vector<std::int64_t> missing = unknown_nodes(known_, node_ids);
  Effort effort(unlimited_effort, poll_interrupts);
  bool is_shared = true;
  for (auto next = missing.begin(); next != missing.end();) {
    const auto last = next + std::min(filed_at_once(known_.size()), missing.end() - next);
    is_shared = add(guess_likely_losses(network, {next, last}, effort));
    next = last;
  }
  return is_shared;
}

bool LossesFile::add(const LikelyLosses& losses) {
  if (losses.size() == 0) return true;
  LikelyLosses known = merge(known_, losses);
  read_again();
  known_ = merge(known, known_);
  if (path_.empty()) return false;
  make_prepared_folder();
  UnfinishedFile file(path_);
  if (write_file(file, known_)) return true;
  report_unwritable(path_, file.problem(),
                    "Every call guesses anew where trails may be good until this is mended.");
  return false;
}

LikelyLosses keep_losses(const Network& network, const std::string& older_path) {
  if (older_path.empty()) return {};
  const LossesFile losses(older_path);
  if (losses.known().size() == 0) return {};
  Mapping* const mapping = pin_file(older_path, Holds::network);
  if (mapping == nullptr) return {};
  const AtExit release([&] { release_file(mapping); });
  Effort effort(unlimited_effort, poll_interrupts);
  return keep_likely_losses(network, view_network(*mapping), losses.known(), effort);
}

}  // namespace loopgenie::pg
