#include "statement.hpp"

#include <cstring>
#include <exception>
#include <unordered_map>

extern "C" {
#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "nodes/params.h"
#include "tcop/dest.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"
}

namespace loopgenie::pg {
namespace {

constexpr std::size_t most_kept = 64;

// The statement's plan, kept by the backend: to plan takes as long as to run. Postgres itself
// plans anew when what a plan rests on has changed. None is given up, as it might be running;
// what comes when there are too many is planned for this session only.
SPIPlanPtr kept_plan(const std::string& sql, std::vector<Oid>& types) {
  static std::unordered_map<std::string, SPIPlanPtr> kept;
  const auto known = kept.find(sql);
  if (known != kept.end()) return known->second;
  const bool keep = kept.size() < most_kept;
  SPIPlanPtr const plan = call([&] {
    SPIPlanPtr const prepared =
        SPI_prepare(sql.c_str(), static_cast<int>(types.size()), types.data());
    if (prepared == nullptr) {
      elog(ERROR, "statement not prepared: %s", SPI_result_code_string(SPI_result));
    }
    if (keep) SPI_keepplan(prepared);
    return prepared;
  });
  if (keep) kept.emplace(sql, plan);
  return plan;
}

// Of the tables that the statement was parsed against as it ran.
bool has_read(SPIPlanPtr plan, Oid relation) {
  ListCell* cell;
  foreach (cell, SPI_plan_get_plan_sources(plan)) {
    const CachedPlanSource* const source = static_cast<CachedPlanSource*>(lfirst(cell));
    if (list_member_oid(source->relationOids, relation)) return true;
  }
  return false;
}

// PostGIS says this without a state of its own.
[[noreturn]] void explain_mixed(const Raised& raised) {
  if (std::strstr(raised.error->message, "mixed SRID") == nullptr) throw;
  throw Error(ErrorKind::broken_network, "the network mixes coordinate systems",
              "Give all of its geometries SRID 4326, by ST_Transform or ST_SetSRID.");
}

// As call().
template <typename Body>
auto call_explained(Body&& body) {
  try {
    return call(body);
  } catch (const Raised& raised) {
    explain_mixed(raised);
  }
}

void require_read(SPIPlanPtr plan, const std::vector<Oid>& relations) {
  for (const Oid relation : relations) {
    if (has_read(plan, relation)) continue;
    ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
                    errmsg("the network was renamed while this statement ran"),
                    errhint("Run the statement again.")));
  }
}

ParamListInfo parameters(const std::vector<Oid>& types, const std::vector<Datum>& values) {
  ParamListInfo const list = makeParamList(static_cast<int>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    list->params[i] = ParamExternData{values[i], false, PARAM_FLAG_CONST, types[i]};
  }
  return list;
}

// Where the executor puts its rows. What the reader throws waits until the executor, which is C,
// has ended in good order.
struct RowReader : DestReceiver {
  explicit RowReader(const std::function<void(const Row&)>& read) : DestReceiver{}, read(read) {
    receiveSlot = receive;
    rStartup = [](DestReceiver* receiver, int, TupleDesc description) {
      static_cast<RowReader&>(*receiver).description = description;
    };
    rShutdown = rDestroy = [](DestReceiver*) {};
    mydest = DestTuplestore;  // of those that there are the most like it
  }

  static bool receive(TupleTableSlot* slot, DestReceiver* receiver) {
    RowReader& reader = static_cast<RowReader&>(*receiver);
    // Errors that it raises must outlive the executor.
    MemoryContext const executor = MemoryContextSwitchTo(reader.context);
    try {
      reader.read(Row(reader.description, slot));
    } catch (...) {
      reader.problem = std::current_exception();
    }
    MemoryContextSwitchTo(executor);
    return reader.problem == nullptr;
  }

  const std::function<void(const Row&)>& read;
  TupleDesc description = nullptr;
  MemoryContext context = CurrentMemoryContext;
  std::exception_ptr problem;
};

}  // namespace

SpiSession::SpiSession() : exceptions_(std::uncaught_exceptions()) {
  settings_level_ = call([] {
    const int level = NewGUCNestLevel();
    set_config_option("search_path", "pg_catalog, pg_temp", PGC_USERSET, PGC_S_SESSION,
                      GUC_ACTION_SAVE, true, 0, false);
    SPI_connect();
    return level;
  });
}

SpiSession::~SpiSession() {
  // While an exception passes, its error still lives in SPI's memory context: then the end
  // of the (sub)transaction closes the session.
  if (std::uncaught_exceptions() != exceptions_) return;
  SPI_finish();
  AtEOXact_GUC(false, settings_level_);
}

Statement::Statement(const NetworkTables& tables, const std::string& sql) {
  std::size_t next = 0;
  while (true) {
    const std::size_t open = sql.find('{', next);
    sql_.append(sql, next, open - next);
    if (open == std::string::npos) return;
    const std::size_t close = sql.find('}', open);
    const std::string table = sql.substr(open + 1, close - open - 1);
    sql_ += tables[table];
    reads_.push_back(tables.find(table));
    next = close + 1;
  }
}

Statement& Statement::add(Oid type, Datum value) {
  types_.push_back(type);
  values_.push_back(value);
  return *this;
}

Statement& Statement::add_array(Oid array_type, Oid type, std::vector<Datum>& values) {
  ArrayType* const array = call([&] {
    int16 size;
    bool by_value;
    char alignment;
    get_typlenbyvalalign(type, &size, &by_value, &alignment);
    return construct_array(values.data(), static_cast<int>(values.size()), type, size, by_value,
                           alignment);
  });
  return add(array_type, PointerGetDatum(array));
}

Statement& Statement::with(double value) {
  return add(FLOAT8OID, call([&] { return Float8GetDatum(value); }));
}

Statement& Statement::with(std::int64_t value) {
  return add(INT8OID, call([&] { return Int64GetDatum(value); }));
}

Statement& Statement::with(const std::vector<std::int64_t>& values) {
  std::vector<Datum> datums;
  for (const std::int64_t value : values) datums.push_back(Int64GetDatum(value));
  return add_array(INT8ARRAYOID, INT8OID, datums);
}

Statement& Statement::with(const std::vector<double>& values) {
  std::vector<Datum> datums;
  for (const double value : values) datums.push_back(Float8GetDatum(value));
  return add_array(FLOAT8ARRAYOID, FLOAT8OID, datums);
}

Statement& Statement::with(const std::vector<bool>& values) {
  std::vector<Datum> datums;
  for (const bool value : values) datums.push_back(BoolGetDatum(value));
  return add_array(BOOLARRAYOID, BOOLOID, datums);
}

Statement& Statement::with(const std::vector<std::string>& values) {
  std::vector<Datum> datums;
  for (const std::string& value : values) {
    datums.push_back(call([&] { return CStringGetTextDatum(value.c_str()); }));
  }
  return add_array(TEXTARRAYOID, TEXTOID, datums);
}

Statement& Statement::with(const Geometry& geometry) { return add(geometry.type, geometry.value); }

Statement& Statement::with(Day day) { return add(DATEOID, DateADTGetDatum(day.number)); }

Rows Statement::run() {
  SPIPlanPtr const plan = kept_plan(sql_, types_);
  call_explained([&] {
    const int result = SPI_execute_plan(plan, values_.data(), nullptr, true, 0);
    if (result != SPI_OK_SELECT) {
      elog(ERROR, "statement failed: %s", SPI_result_code_string(result));
    }
    require_read(plan, reads_);
  });
  return Rows(SPI_tuptable);
}

void Statement::run_each(const std::function<void(const Row&)>& read) {
  SPIPlanPtr const plan = kept_plan(sql_, types_);
  RowReader reader(read);
  call_explained([&] {
    SPIExecuteOptions options{};
    options.params = parameters(types_, values_);
    options.read_only = true;
    options.dest = &reader;
    const int result = SPI_execute_plan_extended(plan, &options);
    if (result < 0) elog(ERROR, "statement failed: %s", SPI_result_code_string(result));
    require_read(plan, reads_);
  });
  if (reader.problem) std::rethrow_exception(reader.problem);
}

std::optional<Row> Rows::first() const {
  if (size() == 0) return std::nullopt;
  return (*this)[0];
}

std::int64_t Row::integer(int column) const { return DatumGetInt64(value(column, INT8OID)); }

double Row::real(int column) const { return DatumGetFloat8(value(column, FLOAT8OID)); }

bool Row::flag(int column) const { return DatumGetBool(value(column, BOOLOID)); }

std::string Row::string(int column) const {
  const Datum datum = value(column, TEXTOID);
  const char* const characters = call([&] { return text_to_cstring(DatumGetTextPP(datum)); });
  return characters;
}

std::vector<std::int64_t> Row::integers(int column) const {
  const Datum datum = value(column, INT8ARRAYOID);
  ArrayType* const array = call([&] { return DatumGetArrayTypeP(datum); });
  if (ARR_HASNULL(array)) throw_null(column);
  const auto* const first = reinterpret_cast<const std::int64_t*>(ARR_DATA_PTR(array));
  return {first, first + ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array))};
}

bool Row::is_null(int column) const {
  return slot_ != nullptr ? slot_attisnull(slot_, column)
                          : heap_attisnull(tuple_, column, description_);
}

Datum Row::value(int column, Oid type) const {
  if (column > description_->natts || TupleDescAttr(description_, column - 1)->atttypid != type) {
    throw Error(ErrorKind::broken_network,
                "column " + std::to_string(column) + " of a statement has another type than meant",
                "This is a defect of loopgenie: please report it with the statement.");
  }
  bool is_null = false;
  const Datum value = slot_ != nullptr ? slot_getattr(slot_, column, &is_null)
                                       : heap_getattr(tuple_, column, description_, &is_null);
  if (is_null) throw_null(column);
  return value;
}

void Row::throw_null(int column) const {
  throw Error(ErrorKind::broken_network,
              "the network holds a null in " +
                  std::string(NameStr(TupleDescAttr(description_, column - 1)->attname)),
              "Correct the network's tables, or build the network again.");
}

}  // namespace loopgenie::pg
