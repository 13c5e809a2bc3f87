import { wish, wishes } from '../store'
import { duration, height, units } from '../units'
import { say } from '../words'
import { startKinds, type Start } from '../wishes'
import { Through } from './Through'

const climbs = [200, 400, 600, 800, 1000, 1200, 1500, 2000, 3000, 5000]
const dayHours = [3, 4, 5, 6, 7, 8, 9, 10, 12]
// The SAC's hiking scale.
const grades = [1, 2, 3, 4, 5, 6]
// 1 is 4 km and 600 m of climb an hour.
const paces = [['pace_easy', 0.8], ['pace_pack', 1], ['pace_brisk', 1.25], ['pace_fast', 1.5]] as const
const directions = [['north', 0], ['east', 90], ['south', 180], ['west', 270]] as const

// What a link says is offered, too.
const offered = (usual: number[], asked: number | null) => asked === null || usual.includes(asked) ? usual : [...usual, asked].sort((a, b) => a - b)

export function MoreWishes() {
  const { days, pace, on_date, start, via, avoid, max_day_hours, max_ascent_m, max_difficulty, avoid_roads, heading } = wishes.value
  const wished = [via.length, avoid.length, on_date, start, pace !== 1, days > 1 && max_day_hours, max_ascent_m !== null, max_difficulty, avoid_roads, heading !== null].filter(Boolean).length
  const number = (text: string) => text === '' ? null : Number(text)
  return (
    <details class="more">
      <summary>{say('more_wishes')}{wished > 0 && <b> ({wished})</b>}</summary>
      <Through />
      <label>{say('on_date')}
        <input id="date" type="date" value={on_date ?? ''} onChange={(event) => wish({ on_date: event.currentTarget.value || null })} />
      </label>
      <label>{say('start_at')}
        <select id="start" value={start ?? ''} onChange={(event) => wish({ start: (event.currentTarget.value || null) as Start | null })}>
          <option value="">{say('any')}</option>
          {Object.keys(startKinds).map((kind) => <option key={kind} value={kind}>{say(`start_${kind as Start}`)}</option>)}
        </select>
      </label>
      <label>{say('pace')}
        <select id="pace" value={String(pace)} onChange={(event) => wish({ pace: Number(event.currentTarget.value) })}>
          {paces.map(([name, value]) => <option key={name} value={value}>{say(name)}</option>)}
          {!paces.some(([, value]) => value === pace) && <option value={pace}>× {pace}</option>}
        </select>
      </label>
      {days > 1 && (
        <label>{say('hours_a_day')}
          <select id="day-hours" value={String(max_day_hours ?? '')} onChange={(event) => wish({ max_day_hours: number(event.currentTarget.value) })}>
            <option value="">{say('any')}</option>
            {offered(dayHours, max_day_hours).map((hours) => <option key={hours} value={hours}>{duration(hours)}</option>)}
          </select>
        </label>
      )}
      <label>{say('climb_most')}
        <select id="climb" key={units.value} value={String(max_ascent_m ?? '')} onChange={(event) => wish({ max_ascent_m: number(event.currentTarget.value) })}>
          <option value="">{say('any')}</option>
          {offered(climbs, max_ascent_m).map((metres) => <option key={metres} value={metres}>{height(metres)}</option>)}
        </select>
      </label>
      <label>{say('difficulty_most')}
        <select id="difficulty" value={String(max_difficulty ?? '')} onChange={(event) => wish({ max_difficulty: number(event.currentTarget.value) })}>
          <option value="">{say('any')}</option>
          {grades.map((grade) => <option key={grade} value={grade}>T{grade}</option>)}
        </select>
      </label>
      <label>{say('set_out')}
        <select id="heading" value={String(heading ?? '')} onChange={(event) => wish({ heading: number(event.currentTarget.value) })}>
          <option value="">{say('any')}</option>
          {directions.map(([name, degrees]) => <option key={name} value={degrees}>{say(name)}</option>)}
          {heading !== null && !directions.some(([, degrees]) => degrees === heading) && <option value={heading}>{heading}°</option>}
        </select>
      </label>
      <label class="check">
        <input id="avoid-roads" type="checkbox" checked={avoid_roads} onChange={(event) => wish({ avoid_roads: event.currentTarget.checked })} />
        {say('avoid_roads')}
      </label>
    </details>
  )
}
