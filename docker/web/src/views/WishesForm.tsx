import { useState } from 'preact/hooks'
import { useSignalEffect } from '@preact/signals'
import { hasPlace, isStale, plan, planned, wish, wishes } from '../store'
import { kilometres, miles } from '../units'
import { say } from '../words'
import { DaysWish } from './DaysWish'
import { Length } from './Length'
import { MoreWishes } from './MoreWishes'
import { Search } from './Search'

// On a phone the form folds away once there are loops: they come first then.
export function WishesForm() {
  const [open, setOpen] = useState(true)
  useSignalEffect(() => setOpen(!planned.value?.loops.length))
  const { name, drive_km, hike_mi, days } = wishes.value
  return (
    <form id="request" autocomplete="off" class={open ? 'open' : ''} aria-label={say('plan')}
      onSubmit={(event) => { event.preventDefault(); setOpen(false); plan() }}>
      <button type="button" class="summary" aria-expanded={open} aria-controls="wishes" onClick={() => setOpen(!open)}>
        <span>{miles(hike_mi)}{days > 1 && ` · ${say('in_days', days)}`} · {kilometres(drive_km, 0)} · {name}</span>
        <b>{say('change')}</b>
      </button>
      <div id="wishes">
        <Search />
        <Length id="drive" label={say('drive_most')} measure="km" value={drive_km} least={1} most={200}
          onChange={(value) => wish({ drive_km: value })} />
        <Length id="hike" label={say('hike_about')} measure="mi" value={hike_mi} least={1} most={150}
          onChange={(value) => wish({ hike_mi: value })} />
        <DaysWish />
        <MoreWishes />
        <button type="submit" class="go" disabled={!hasPlace.value}>{say(isStale.value ? 'plan_again' : 'plan')}</button>
      </div>
    </form>
  )
}
