#include "boundary.hpp"

#include <cstring>
#include <exception>
#include <new>

namespace loopgenie::pg {
namespace {

constexpr int sqlstate_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::invalid_argument:
      return ERRCODE_INVALID_PARAMETER_VALUE;
    case ErrorKind::broken_network:
      return ERRCODE_DATA_CORRUPTED;
    case ErrorKind::missing_table:
      return ERRCODE_UNDEFINED_TABLE;
    case ErrorKind::outdated_catalog:
      return ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE;
    case ErrorKind::resource_cap:
      return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
  }
  return ERRCODE_INTERNAL_ERROR;
}

// Copies into the current memory context, which outlives the exception; without raising,
// as this runs inside a catch block.
const char* keep(const char* text) {
  const std::size_t size = std::strlen(text) + 1;
  void* const copy = palloc_extended(size, MCXT_ALLOC_NO_OOM);
  if (copy == nullptr) return "(out of memory)";
  std::memcpy(copy, text, size);
  return static_cast<const char*>(copy);
}

}  // namespace

Caught catch_current() {
  try {
    throw;
  } catch (const Raised& raised) {
    return Caught{raised.error, 0, nullptr, nullptr};
  } catch (const Error& error) {
    return Caught{nullptr, sqlstate_of(error.kind), keep(error.what()), keep(error.hint.c_str())};
  } catch (const std::bad_alloc&) {
    return Caught{nullptr, ERRCODE_OUT_OF_MEMORY, "out of memory while planning",
                  "Lower loopgenie.max_edges, or ask for a shorter hike or drive."};
  } catch (const std::exception& error) {
    return Caught{nullptr, ERRCODE_INTERNAL_ERROR, keep(error.what()),
                  "This is a defect of loopgenie: please report it with the statement."};
  } catch (...) {
    return Caught{nullptr, ERRCODE_INTERNAL_ERROR, "unknown exception",
                  "This is a defect of loopgenie: please report it with the statement."};
  }
}

void raise(const Caught& caught) {
  if (caught.raised != nullptr) ReThrowError(caught.raised);
  ereport(ERROR,
          (errcode(caught.sqlstate), errmsg("%s", caught.message), errhint("%s", caught.hint)));
  pg_unreachable();
}

void poll_interrupts() {
  if (InterruptPending) call([] { CHECK_FOR_INTERRUPTS(); });
}

}  // namespace loopgenie::pg
