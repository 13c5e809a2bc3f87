import { waterOf } from '../days'
import { lookAtDay, shownDay } from '../store'
import type { Day } from '../types'
import { duration, height, miles } from '../units'
import { say, sayKind, sayName } from '../words'

// Where a day ends: the camp, by its kind where it has no name.
function Night({ day }: { day: Day }) {
  if (!day.night) return null
  const said = [day.end_name && sayName(day.end_name), day.camp_kind && sayKind(day.camp_kind)].filter(Boolean)
  return <p class="night"><b>{say('night', day.day)}</b> {[...new Set(said)].join(', ') || say('on_the_way')}</p>
}

const figures = ({ hours, ascent_m, descent_m, highest_m }: Day) => [duration(hours), ascent_m !== null && `↑ ${height(ascent_m)}`,
  descent_m !== null && `↓ ${height(descent_m)}`, highest_m !== null && say('highest', height(highest_m))].filter(Boolean)

function Water({ day }: { day: Day }) {
  const sources = waterOf(day)
  if (sources.length === 0) return <p class="water">{say('no_water')}</p>
  return (
    <details class="water" onClick={(event) => event.stopPropagation()}>
      <summary>{say('water_at', sources.length, miles(day.dry_mi))}</summary>
      <ul>{sources.map(({ name, mile }) => <li key={`${name} ${mile}`}>{miles(mile)} · {sayName(name)}</li>)}</ul>
    </details>
  )
}

// A card a day; a click shows the day on the map and in the profile.
export function DayList({ days }: { days: Day[] }) {
  return (
    <ol class="days" aria-label={say('days')}>
      {days.map((day) => (
        <li key={day.day} aria-current={shownDay.value === day.day ? 'true' : undefined}>
          <h3><button type="button" onClick={(event) => { event.stopPropagation(); lookAtDay(day.day) }}>
            {say('day', day.day)} <span>{miles(day.hike_mi)}</span>
          </button></h3>
          <p class="figures">
            {figures(day).map((figure, i) => <>{i > 0 && ' · '}<span key={figure}>{figure}</span></>)}
          </p>
          <Water day={day} />
          <Night day={day} />
        </li>
      ))}
    </ol>
  )
}
