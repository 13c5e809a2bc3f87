// The fields of the schedule of a search by name, for trying other values.
#pragma once

#include <stdexcept>
#include <string>

#include "loop/search/search_schedule.hpp"

namespace loopgenie {

struct ScheduleField {
  const char* name;
  double SearchSchedule::*field;
};

#define FIELD(name) \
  { #name, &SearchSchedule::name }
constexpr ScheduleField schedule_fields[] = {
    FIELD(first_round),
    FIELD(round_growth),
    FIELD(cap),
    FIELD(scale_from_miles),
    FIELD(for_any_days),
    FIELD(most),
    FIELD(proof_gap),
    FIELD(least_patience),
    FIELD(patience),
    FIELD(wide_gap),
    FIELD(most_patience),
    FIELD(gain),
    FIELD(idle_round),
    FIELD(most_idle),
    FIELD(explore),
    FIELD(improve),
    FIELD(merge),
    FIELD(windows),
    FIELD(prove),
    FIELD(camp_ways),
    FIELD(days),
    FIELD(improve_first),
    FIELD(prove_first),
    FIELD(fading),
    FIELD(faintest),
    FIELD(slices),
    FIELD(most_tries),
    FIELD(sure_rounds),
    FIELD(surely_above),
    FIELD(most_above),
    FIELD(short_steps),
    FIELD(least_look),
    FIELD(first_improvement),
    FIELD(walks_explored),
    FIELD(chain_gap),
    FIELD(chain_links),
    FIELD(chain_length),
    FIELD(chained_at_once),
    FIELD(transferred),
    FIELD(transferred_to),
    FIELD(divert_gap),
    FIELD(walks_diverted),
    FIELD(diverted_parts),
    FIELD(worth_improving),
    FIELD(least_change),
    FIELD(patience_spans),
    FIELD(retry_penalty),
    FIELD(worse_steps),
    FIELD(worse_most),
    FIELD(merge_walks),
    FIELD(merge_labels),
    FIELD(merge_width),
    FIELD(merge_corridors),
    FIELD(merge_loss),
    FIELD(merge_others),
    FIELD(merge_elsewhere),
    FIELD(window_corridors),
    FIELD(window_labels),
    FIELD(window_width),
    FIELD(window_other),
    FIELD(window_others),
    FIELD(worth_widening),
    FIELD(alternative_part),
    FIELD(alternative_explore),
    FIELD(alternative_looks),
    FIELD(rounds_for_rivals),
    FIELD(first_proof_round),
    FIELD(again_below),
    FIELD(all_but_reached),
    FIELD(most_corridors),
    FIELD(exact_edges),
    FIELD(exact_labels),
    FIELD(finding_loss),
    FIELD(proof_loss),
    FIELD(small_network),
    FIELD(days_effort),
    FIELD(days_corridors),
};
#undef FIELD

inline void set_field(SearchSchedule& schedule, const std::string& name, double value) {
  for (const ScheduleField& field : schedule_fields) {
    if (name == field.name) {
      schedule.*field.field = value;
      return;
    }
  }
  throw std::runtime_error("the schedule has no field " + name);
}

}  // namespace loopgenie
