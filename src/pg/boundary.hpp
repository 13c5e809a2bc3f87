// Between C++ and the backend. Postgres reports errors by longjmp, which must not cross a
// destructor; C++ reports them by exceptions, which must not reach the backend. So:
//
//   guard(body)  every entry point's body: catches everything, leaves the catch block, and
//                only then raises
//   call(body)   every backend call that may raise beneath C++ frames: turns the backend's
//                error into the exception Raised, to be caught only by guard
//
// What runs inside call() must not own anything with a destructor.
#pragma once

extern "C" {
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/memutils.h"
}

#include <type_traits>

#include "loop/base/error.hpp"

namespace loopgenie::pg {

// An error of the backend on its way through C++ frames; the copy lives in the memory
// context that was current where it was caught.
struct Raised {
  ErrorData* error;
};

template <typename Body>
auto call(Body&& body) {
  using Result = decltype(body());
  MemoryContext const context = CurrentMemoryContext;
  sigjmp_buf* const outer_stack = PG_exception_stack;
  ErrorContextCallback* const outer_context = error_context_stack;
  sigjmp_buf here;
  if (sigsetjmp(here, 0) == 0) {
    PG_exception_stack = &here;
    if constexpr (std::is_void_v<Result>) {
      body();
      PG_exception_stack = outer_stack;
      return;
    } else {
      static_assert(std::is_trivially_destructible_v<Result>);
      Result result = body();
      PG_exception_stack = outer_stack;
      return result;
    }
  }
  PG_exception_stack = outer_stack;
  error_context_stack = outer_context;
  MemoryContextSwitchTo(context);
  ErrorData* error = CopyErrorData();
  FlushErrorState();
  throw Raised{error};
}

// What guard has caught, without destructors: it is raised by a jump.
struct Caught {
  ErrorData* raised;
  int sqlstate;
  const char* message;
  const char* hint;
};

// To be called inside a catch block.
Caught catch_current();
[[noreturn]] void raise(const Caught& caught);

template <typename Body>
Datum guard(Body&& body) {
  Caught caught;
  try {
    return body();
  } catch (...) {
    caught = catch_current();
  }
  raise(caught);
}

// For Effort: throws Raised where the user or statement_timeout cancels.
void poll_interrupts();

}  // namespace loopgenie::pg
