import { wish, wishes } from '../store'
import { lengthWished } from '../units'
import { say } from '../words'
import { nightKinds, type Nights } from '../wishes'

const most = 10

// How many days, and where one wants to sleep.
export function DaysWish() {
  const { days, nights } = wishes.value
  const set = (asked: number) => wish({ days: Math.min(Math.max(Math.round(asked) || 1, 1), most) })
  return (
    <div class="days-wish">
      <label for="days">{say('days')}</label>
      <span class="stepper">
        <button type="button" aria-label={say('one_day_less')} disabled={days <= 1} onClick={() => set(days - 1)}>−</button>
        <input id="days" type="number" min="1" max={most} value={days} onChange={(event) => {
          set(event.currentTarget.valueAsNumber)
          event.currentTarget.value = String(wishes.value.days)
        }} />
        <button type="button" aria-label={say('one_day_more')} disabled={days >= most} onClick={() => set(days + 1)}>+</button>
      </span>
      {days > 1 && (
        <>
          <label for="nights">{say('sleep')}</label>
          <select id="nights" value={nights ?? ''} onChange={(event) => wish({ nights: (event.currentTarget.value || null) as Nights | null })}>
            <option value="">{say('nights_any')}</option>
            {Object.keys(nightKinds).map((kind) => <option key={kind} value={kind}>{say(`nights_${kind as Nights}`)}</option>)}
          </select>
          <p class="hint">{say('a_day', lengthWished(wishes.value, days))}</p>
        </>
      )}
    </div>
  )
}
