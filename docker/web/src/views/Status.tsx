import { hasPlace, ignoredInLink, planned, planning, problem, wishes } from '../store'
import { useSignalEffect } from '@preact/signals'
import type { ApiError } from '../api'
import { closureInWords } from '../closed'
import { placeName } from '../link'
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
  return [say('no_loop', length, drive), other && say('one_of', other), closedThen(reason)].filter(Boolean).join(' ')
}

// What the planner does not take: what one can do to it on this page, in the page's words.
function whyRefused({ said }: ApiError): string {
  const off = wishes.value.via[Number(said.match(/^point (\d+) of via is over/)?.[1]) - 1]
  if (off) return say('via_off_trail', off.name || placeName(off.lat, off.lon))
  return say('error_refused', said)
}

// On the day that was asked for.
const closedThen = ({ code, closures }: Reason) => code === 'closed' && closures && say('closed_then', closures.map(closureInWords).join('; '))

function message(): [text: string, state: string] {
  if (planning.value) return [say('planning'), 'busy']
  if (problem.value) {
    return [problem.value.kind === 'refused' ? whyRefused(problem.value) : say(`error_${problem.value.kind}`), 'problem']
  }
  const answer = planned.value
  if (!answer) return [say(hasPlace.value ? 'ready' : 'choose_start'), '']
  if (answer.reason && answer.loops.length === 0) return [whyNothing(answer.reason, answer.wishes), 'problem']
  const found = answer.loops.length === 1 ? say('one_loop_found') : say('loops_found', answer.loops.length)
  return [[found, answer.reason && closedThen(answer.reason)].filter(Boolean).join('. '), '']
}

// An answer that comes where one does not look, below a form that is unfolded, is brought into sight.
function showAnswer() {
  if (planning.value || !(planned.value || problem.value)) return
  requestAnimationFrame(() => {
    const line = document.getElementById('status')!
    const { top, bottom } = line.getBoundingClientRect()
    if (top < 0 || bottom > innerHeight) line.scrollIntoView({ block: 'center' })
  })
}

export function Status() {
  useSignalEffect(showAnswer)
  const [text, state] = message()
  const ignored = ignoredInLink.value
  return (
    <div aria-live="polite">
      {ignored.length > 0 && <p id="link-problem" class="problem">{say('link_ignored', ignored.join(', '))}</p>}
      <p id="status" role="status" class={state}>{text}</p>
    </div>
  )
}
