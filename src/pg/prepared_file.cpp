#include "prepared_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "loop/base/checksum.hpp"
#include "loop/network/network_file.hpp"

namespace loopgenie::pg {
namespace {

constexpr char folder[] = "loopgenie";
constexpr char magic[8] = {'l', 'o', 'o', 'p', 'n', 'e', 't', '\0'};
// To be raised with every change of what lies in the file.
constexpr std::uint64_t format = 4;

struct Header {
  char magic[8];
  std::uint64_t format;
  std::uint64_t checksum;  // of the bytes behind the header
  std::uint64_t size;      // of the whole file
};
static_assert(sizeof(Header) % 8 == 0, "arrays behind the header must stay aligned");

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return descriptor_; }
  bool valid() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

// The mappings that this backend keeps between calls. They hang on a rendezvous variable, the
// backend's own place for such things: verifying a checksum once per connection and not once per
// call is what they are for.
using Mappings = std::array<Mapping, 4>;

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

bool is_sound(const std::byte* base, std::size_t size) {
  const Header& header = *reinterpret_cast<const Header*>(base);
  if (std::memcmp(header.magic, magic, sizeof magic) != 0 || header.format != format ||
      header.size != size) {
    return false;
  }
  Checksum checksum;
  checksum.add(base + sizeof(Header), size - sizeof(Header));
  return checksum.value() == header.checksum;
}

bool map_file(const std::string& path, Mapping& mapping) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status;
  if (!file.valid() || fstat(file.get(), &status) != 0) return false;
  const std::size_t size = static_cast<std::size_t>(status.st_size);
  if (size < sizeof(Header)) return false;
  void* const base = mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (base == MAP_FAILED) return false;
  mapping = Mapping{path, static_cast<const std::byte*>(base), size, 0};
  if (is_sound(mapping.base, size)) return true;
  unmap(mapping);
  return false;
}

bool write_all(int file, const void* bytes, std::size_t size) {
  const char* next = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = write(file, next, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    next += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool write_new_file(const std::string& path, Network& network) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!file.valid()) return false;
  Header header{};
  std::memcpy(header.magic, magic, sizeof magic);
  header.format = format;
  header.size = sizeof header;
  Checksum checksum;
  bool written = write_all(file.get(), &header, sizeof header);
  write_network(network, [&](const void* bytes, std::size_t size) {
    written = written && write_all(file.get(), bytes, size);
    checksum.add(bytes, size);
    header.size += size;
    poll_interrupts();
  });
  header.checksum = checksum.value();
  return written && pwrite(file.get(), &header, sizeof header, 0) == sizeof header;
}

}  // namespace

std::string prepared_path(Oid schema, const std::string& version) {
  return std::string(folder) + "/" + std::to_string(MyDatabaseId) + "-" + std::to_string(schema) +
         "-" + version;
}

Mapping* pin_file(const std::string& path) {
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
  if (!map_file(path, *free_place)) return nullptr;
  ++free_place->users;
  return free_place;
}

void unpin_file(Mapping* mapping) { --mapping->users; }

Network view_mapping(const Mapping& mapping) {
  return view_network(mapping.base + sizeof(Header), mapping.size - sizeof(Header));
}

bool write_file(const std::string& path, Network& network) {
  mkdir(folder, 0700);
  const std::string unfinished = path + "." + std::to_string(getpid());
  if (write_new_file(unfinished, network) && rename(unfinished.c_str(), path.c_str()) == 0) {
    return true;
  }
  const int problem = errno;
  unlink(unfinished.c_str());
  call([&] {
    errno = problem;
    ereport(LOG, (errcode_for_file_access(),
                  errmsg("could not write the prepared network \"%s\": %m", path.c_str()),
                  errhint("Every call prepares the network anew until this is mended.")));
  });
  return false;
}

}  // namespace loopgenie::pg
