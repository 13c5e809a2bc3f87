import { hasPlace, ignoredInLink, planned, planning, problem } from '../store'
import type { Reason } from '../types'
import type { Wishes } from '../wishes'
import { duration, kilometres, lengthWished, miles } from '../units'
import { say } from '../words'

function whyNothing(reason: Reason, asked: Wishes): string {
  const drive = kilometres(asked.drive_km, 0)
  const length = lengthWished(asked)
  const { nearest_trailhead: nearest, nearest_trailhead_km: away, loop_in_reach_mi, loop_in_reach_hours } = reason
  const other = loop_in_reach_hours != null ? duration(loop_in_reach_hours) : loop_in_reach_mi != null ? miles(loop_in_reach_mi) : null
  if (reason.code === 'no_trailhead') {
    return [say('no_trailhead', drive), away != null && say('nearest_is', nearest || say('a_trailhead'), kilometres(away))].filter(Boolean).join(' ')
  }
  if (reason.code === 'no_camp') return [say('no_camp', length, asked.days - 1), other && say('as_day_hike', other)].filter(Boolean).join(' ')
  return [say('no_loop', length, drive), other && say('one_of', other)].filter(Boolean).join(' ')
}

function message(): [text: string, state: string] {
  if (planning.value) return [say('planning'), 'busy']
  if (problem.value) {
    return [problem.value.kind === 'refused' ? problem.value.said : say(`error_${problem.value.kind}`), 'problem']
  }
  const answer = planned.value
  if (!answer) return [say(hasPlace.value ? 'ready' : 'choose_start'), '']
  if (answer.reason && answer.loops.length === 0) return [whyNothing(answer.reason, answer.wishes), 'problem']
  return [answer.loops.length === 1 ? say('one_loop_found') : say('loops_found', answer.loops.length), '']
}

export function Status() {
  const [text, state] = message()
  const ignored = ignoredInLink.value
  return (
    <div aria-live="polite">
      {ignored.length > 0 && <p id="link-problem" class="problem">{say('link_ignored', ignored.join(', '))}</p>}
      <p id="status" role="status" class={state}>{text}</p>
    </div>
  )
}
