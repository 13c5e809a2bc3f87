#include "prepared_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

extern "C" {
#include "storage/fd.h"
}

#include "loop/base/checksum.hpp"
#include "loop/network/network_file.hpp"

namespace loopgenie::pg {
namespace {

constexpr char folder[] = "loopgenie";
constexpr char magic[8] = {'l', 'o', 'o', 'p', 'n', 'e', 't', '\0'};
// To be raised with every change of what lies in the files, and of how it is found: what an edit
// leaves as it was is taken over from the file before.
constexpr std::uint64_t format = 10;

struct Header {
  char magic[8];
  std::uint64_t format;
  Holds holds;
  std::uint64_t checksum;  // of the bytes behind the header
  std::uint64_t size;      // of the whole file
};
static_assert(sizeof(Header) % 8 == 0, "arrays behind the header must stay aligned");

class Descriptor {
 public:
  explicit Descriptor(const std::string& path) {
    call([&] {
      descriptor_ = OpenTransientFile(path.c_str(), O_RDONLY | O_CLOEXEC | PG_BINARY);
      if (descriptor_ >= 0 || (errno != EMFILE && errno != ENFILE)) return;
      ereport(ERROR, (errcode(ERRCODE_INSUFFICIENT_RESOURCES),
                      errmsg("could not open the prepared network \"%s\": %m", path.c_str()),
                      errhint("Let the server open more files, or fewer connections.")));
    });
  }
  ~Descriptor() {
    if (descriptor_ >= 0) CloseTransientFile(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return descriptor_; }
  bool valid() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

// The mappings that this backend keeps between calls. They hang on a rendezvous variable, the
// backend's own place for such things: verifying a checksum once per connection and not once per
// call is what they are for.
using Mappings = std::array<Mapping, 8>;

Mappings& kept_mappings() {
  void** const place = call([] { return find_rendezvous_variable("loopgenie.mappings"); });
  if (*place == nullptr) *place = new Mappings;
  return *static_cast<Mappings*>(*place);
}

void unmap(Mapping& mapping) {
  if (mapping.base != nullptr) {
    munmap(const_cast<std::byte*>(mapping.base), mapping.size);
  }
  mapping = Mapping{};
}

bool is_sound(const std::byte* base, std::size_t size, Holds holds) {
  const Header& header = *reinterpret_cast<const Header*>(base);
  if (std::memcmp(header.magic, magic, sizeof magic) != 0 || header.format != format ||
      header.holds != holds || header.size != size) {
    return false;
  }
  // In pieces, because from a slow disk all of it may take seconds.
  constexpr std::size_t piece = std::size_t{4} << 20;
  Checksum checksum;
  for (std::size_t at = sizeof(Header); at < size; at += piece) {
    poll_interrupts();
    checksum.add(base + at, std::min(piece, size - at));
  }
  return checksum.value() == header.checksum;
}

bool map_file(const std::string& path, Holds holds, Mapping& mapping) {
  const Descriptor file(path);
  struct stat status;
  if (!file.valid() || fstat(file.get(), &status) != 0) return false;
  const std::size_t size = static_cast<std::size_t>(status.st_size);
  if (size < sizeof(Header)) return false;
  void* const base = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (base == MAP_FAILED && errno == ENOMEM) throw std::bad_alloc();
  if (base == MAP_FAILED) return false;
  mapping = Mapping{"", static_cast<const std::byte*>(base), size, 0};
  if (!is_sound(mapping.base, size, holds)) {
    unmap(mapping);
    return false;
  }
  mapping.path = path;
  return true;
}

// Whatever `write_content` writes, behind a header.
template <typename WriteContent>
bool write_checked(UnfinishedFile& file, Holds holds, const WriteContent& write_content) {
  Header header{};
  std::memcpy(header.magic, magic, sizeof magic);
  header.format = format;
  header.holds = holds;
  header.size = sizeof header;
  Checksum checksum;
  file.append(&header, sizeof header);
  write_content([&](const void* bytes, std::size_t size) {
    file.append(bytes, size);
    checksum.add(bytes, size);
    header.size += size;
  });
  header.checksum = checksum.value();
  file.overwrite_begin(&header, sizeof header);
  return file.finish();
}

}  // namespace

std::string prepared_path(Oid schema, const std::string& identity) {
  return std::string(folder) + "/" + std::to_string(MyDatabaseId) + "-" + std::to_string(schema) +
         "-" + identity;
}

void make_prepared_folder() {
  call([] { MakePGDirectory(folder); });
}

Mapping* pin_file(const std::string& path, Holds holds) {
  Mappings& mappings = kept_mappings();
  Mapping* free_place = nullptr;
  for (Mapping& mapping : mappings) {
    if (mapping.path == path) {
      ++mapping.users;
      return &mapping;
    }
    if (mapping.users == 0 && (free_place == nullptr || mapping.base == nullptr)) {
      free_place = &mapping;
    }
  }
  if (free_place == nullptr) return nullptr;
  unmap(*free_place);
  if (!map_file(path, holds, *free_place)) return nullptr;
  ++free_place->users;
  return free_place;
}

void unpin_file(Mapping* mapping) { --mapping->users; }

void release_file(Mapping* mapping) {
  unpin_file(mapping);
  if (mapping->users == 0) unmap(*mapping);
}

Network view_network(const Mapping& mapping) {
  return loopgenie::view_network(mapping.base + sizeof(Header), mapping.size - sizeof(Header));
}

LikelyLosses view_losses(const Mapping& mapping) {
  return LikelyLosses::view(reinterpret_cast<const LikelyLoss*>(mapping.base + sizeof(Header)),
                            (mapping.size - sizeof(Header)) / sizeof(LikelyLoss));
}

bool write_file(UnfinishedFile& file, Network& network) {
  return write_checked(file, Holds::network,
                       [&](const auto& write) { write_network(network, write); });
}

bool write_file(UnfinishedFile& file, const LikelyLosses& losses) {
  return write_checked(file, Holds::losses, [&](const auto& write) {
    write(losses.data(), losses.size() * sizeof(LikelyLoss));
  });
}

}  // namespace loopgenie::pg
