import { wish, wishes } from '../store'
import { ofHours, ofMiles, units } from '../units'
import { say } from '../words'
import { Amount } from './Amount'

// What a mile takes on the way, roughly, so that a change of measure begins somewhere sensible.
const hoursPerMile = 0.5

// How far to hike, or how long.
export function HowFar() {
  const { hike_mi, hike_hours } = wishes.value
  const unit = (
    <select id="hike-unit" aria-label={say('measured_in')} value={hike_hours === null ? 'length' : 'hours'} onChange={(event) =>
      wish({ hike_hours: event.currentTarget.value === 'hours' ? Math.max(Math.round(hike_mi * hoursPerMile), 1) : null })}>
      <option value="length">{units.value}</option>
      <option value="hours">{say('hours')}</option>
    </select>
  )
  return hike_hours === null
    ? <Amount id="hike" label={say('hike_about')} scale={ofMiles} unit={unit} value={hike_mi} least={1} most={150} onChange={(value) => wish({ hike_mi: value })} />
    : <Amount id="hike" label={say('hike_about')} scale={ofHours} unit={unit} value={hike_hours} least={1} most={100} onChange={(value) => wish({ hike_hours: value })} />
}
