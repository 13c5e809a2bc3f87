// What is known of the likely losses of a prepared network, by all sessions.
//
// It lies in a small file beside the network's, which is written anew, whole, with whatever else
// was guessed. Nobody waits for it: who guess the same at once come to the same, and what one of
// them writes over is guessed again when it is asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loop/bound/likely_loss.hpp"
#include "loop/network/network.hpp"

namespace loopgenie::pg {

class LossesFile {
 public:
  // As this session saw it last. Without a path, of a network that is not shared, what is guessed
  // is known to nobody else.
  explicit LossesFile(const std::string& network_path);
  ~LossesFile();
  LossesFile(const LossesFile&) = delete;
  LossesFile& operator=(const LossesFile&) = delete;

  const LikelyLosses& known() const { return known_; }
  // Guesses what is missing of these nodes, ascending. What was guessed when a cancel comes is
  // kept. False where it cannot be shared.
  bool know(const Network& network, const std::vector<std::int64_t>& node_ids);
  bool add(const LikelyLosses& losses);

 private:
  void read_again();

  std::string path_;
  struct Mapping* mapping_ = nullptr;
  LikelyLosses known_;
};

// What is known of the network of that path and holds in this one too.
LikelyLosses keep_losses(const Network& network, const std::string& older_path);

}  // namespace loopgenie::pg
