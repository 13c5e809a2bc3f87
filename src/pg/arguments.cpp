#include "arguments.hpp"

#include <cstdio>

extern "C" {
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
}

#include "settings.hpp"

namespace loopgenie::pg {
namespace {

std::string print(double value) {
  char text[32];
  snprintf(text, sizeof text, "%g", value);
  return text;
}

[[noreturn]] void reject(const std::string& name, const std::string& problem,
                         const std::string& hint) {
  throw Error(ErrorKind::invalid_argument, name + " " + problem, hint);
}

}  // namespace

const NullableDatum& Arguments::argument(int position) const {
  if (position >= call_info_->nargs) {
    throw Error(ErrorKind::outdated_catalog, "this database has functions of an older loopgenie",
                "Run ALTER EXTENSION loopgenie UPDATE.");
  }
  return call_info_->args[position];
}

void Arguments::reject_null(int position, const char* name) const {
  if (argument(position).isnull) {
    reject(name, "must not be null", std::string("Give a value for ") + name + ".");
  }
}

double Arguments::real(int position, const char* name, double least, double most) const {
  reject_null(position, name);
  const double value = DatumGetFloat8(argument(position).value);
  if (!(value >= least && value <= most)) {
    reject(name, "is out of range: " + print(value),
           std::string("Give a number from ") + print(least) + " to " + print(most) + ".");
  }
  return value;
}

double Arguments::positive(int position, const char* name, double most) const {
  reject_null(position, name);
  const double value = DatumGetFloat8(argument(position).value);
  if (!(value > 0 && value <= most)) {
    reject(name, "is out of range: " + print(value),
           "Give a number over 0 up to " + print(most) + ".");
  }
  return value;
}

int Arguments::integer(int position, const char* name, int least, int most) const {
  reject_null(position, name);
  const int value = DatumGetInt32(argument(position).value);
  if (value < least || value > most) {
    reject(
        name, "is out of range: " + std::to_string(value),
        "Give a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  return value;
}

std::int64_t Arguments::id(int position, const char* name) const {
  reject_null(position, name);
  return DatumGetInt64(argument(position).value);
}

std::int64_t Arguments::big_integer(int position, const char* name, std::int64_t least,
                                    std::int64_t most) const {
  const std::int64_t value = DatumGetInt64(argument(position).value);
  if (value < least || value > most) {
    reject(
        name, "is out of range: " + std::to_string(value),
        "Give a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  return value;
}

bool Arguments::flag(int position, const char* name) const {
  reject_null(position, name);
  return DatumGetBool(argument(position).value);
}

std::optional<std::vector<std::string>> Arguments::texts(int position) const {
  if (!given(position)) return std::nullopt;
  const Datum value = argument(position).value;
  Datum* elements;
  bool* nulls;
  int count;
  call([&] {
    deconstruct_array(DatumGetArrayTypeP(value), TEXTOID, -1, false, TYPALIGN_INT, &elements,
                      &nulls, &count);
  });
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) {
    if (nulls[i]) continue;
    const char* const word = call([&] { return text_to_cstring(DatumGetTextPP(elements[i])); });
    texts.emplace_back(word);
  }
  return texts;
}

std::optional<Geometry> Arguments::geometry(int position) const {
  if (!given(position)) return std::nullopt;
  const Oid type = call([&] {
    Oid* types;
    int count;
    get_func_signature(call_info_->flinfo->fn_oid, &types, &count);
    return types[position];
  });
  return Geometry{type, argument(position).value};
}

std::optional<Day> Arguments::day(int position, const char* name) const {
  if (!given(position)) return std::nullopt;
  const DateADT date = DatumGetDateADT(argument(position).value);
  if (DATE_NOT_FINITE(date)) reject(name, "is no day: infinity", "Give a date such as 2026-07-01.");
  return Day{date};
}

std::string Arguments::network(int position) const {
  if (argument(position).isnull) return settings::network();
  const Datum value = argument(position).value;
  const char* const name = call([&] { return text_to_cstring(DatumGetTextPP(value)); });
  return name;
}

PlaceAsked read_place(const Arguments& arguments, int network_position) {
  return PlaceAsked{{arguments.real(0, "lat", -90, 90), arguments.real(1, "lon", -180, 180)},
                    arguments.positive(2, "drive_km", 1000) * 1000.0,
                    arguments.network(network_position)};
}

}  // namespace loopgenie::pg
