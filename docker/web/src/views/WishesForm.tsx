import { useState } from 'preact/hooks'
import { useSignalEffect } from '@preact/signals'
import { hasPlace, isStale, plan, planned, wish, wishes } from '../store'
import { kilometres, lengthWished, ofKilometres, units } from '../units'
import { say } from '../words'
import { Amount } from './Amount'
import { DaysWish } from './DaysWish'
import { HowFar } from './HowFar'
import { MoreWishes } from './MoreWishes'
import { Search } from './Search'

// On a phone the form folds away once there are loops: they come first then.
export function WishesForm() {
  const [open, setOpen] = useState(true)
  useSignalEffect(() => setOpen(!planned.value?.loops.length))
  const { name, drive_km, days } = wishes.value
  return (
    <form id="request" autocomplete="off" class={open ? 'open' : ''} aria-label={say('plan')}
      onSubmit={(event) => { event.preventDefault(); setOpen(false); plan() }}>
      <button type="button" class="summary" aria-expanded={open} aria-controls="wishes" onClick={() => setOpen(!open)}>
        <span>{lengthWished(wishes.value)}{days > 1 && ` · ${say('in_days', days)}`} · {say('drive_length', kilometres(drive_km, 0))} · {name}</span>
        <b>{say('change')}</b>
      </button>
      <div id="wishes">
        <Search />
        <Amount id="drive" label={say('drive_most')} scale={ofKilometres} value={drive_km} least={1} most={200} unit={units.value}
          onChange={(value) => wish({ drive_km: value })} />
        <HowFar />
        <DaysWish />
        <MoreWishes />
        <button type="submit" class="go" disabled={!hasPlace.value}>{say(isStale.value ? 'plan_again' : 'plan')}</button>
      </div>
    </form>
  )
}
