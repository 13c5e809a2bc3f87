// The files of prepared networks in the data directory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "boundary.hpp"
#include "loop/bound/likely_loss.hpp"
#include "loop/network/network.hpp"
#include "unfinished_file.hpp"

namespace loopgenie::pg {

// A file mapped into this backend, header and all. At most a few stay mapped between calls.
struct Mapping {
  std::string path;
  const std::byte* base = nullptr;
  std::size_t size = 0;
  int users = 0;  // calls that look at it now
};

// The path that names database, schema and content, relative to the data directory.
std::string prepared_path(Oid schema, const std::string& identity);
// Behind such a path: of the same content with its lengths in toil.
constexpr char toil_suffix[] = "-toil";
// Behind the path of either: what is known of likely losses.
constexpr char losses_suffix[] = "-losses";
// The folder of such paths, which is made where it is missing.
void make_prepared_folder();

enum class Holds : std::uint64_t { network, losses };

// Null where there is no such file, or it is torn or of another make. The mapping is pinned
// until unpin_file. Throws Raised (53000) or bad_alloc where descriptors or memory are lacking.
Mapping* pin_file(const std::string& path, Holds holds);
void unpin_file(Mapping* mapping);
// The same, and keeps it mapped for nobody: a removed file takes room on the disk until then, and
// one that took its place is seen after that.
void release_file(Mapping* mapping);
Network view_network(const Mapping& mapping);
LikelyLosses view_losses(const Mapping& mapping);

// False where the file cannot be written; then there is none.
bool write_file(UnfinishedFile& file, Network& network);
bool write_file(UnfinishedFile& file, const LikelyLosses& losses);

// One older version stays for transactions that began before the change, but not on a full disk.
enum class Older { keep_one, remove_all };
// Removes what is left of dropped databases and networks, of writers that are gone, and older
// versions of the schema. The path of what is kept, with lengths as in the current one; empty where
// nothing is.
std::string remove_outdated_files(Oid schema, const std::string& current_path, Older older);

}  // namespace loopgenie::pg
