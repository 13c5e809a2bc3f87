import { canPassMore, passBy, tool, wish, wishes } from '../store'
import { placeName } from '../link'
import { say } from '../words'
import { PlaceInput } from './PlaceInput'

function Tool({ use, children }: { use: 'via' | 'area', children: string }) {
  const isOn = tool.value === use
  return (
    <button type="button" id={`draw-${use}`} aria-pressed={isOn} disabled={use === 'via' && !canPassMore.value} onClick={() => {
      tool.value = isOn ? null : use
      // On a phone the map is above.
      if (!isOn) scrollTo({ top: 0 })
    }}>{children}</button>
  )
}

const without = <Item,>(list: Item[], i: number) => list.filter((_, other) => other !== i)

// What the hike must come by, and what it must keep out of: searched, or drawn on the map.
export function Through() {
  const { via, avoid } = wishes.value
  const remove = (what: string, onRemove: () => void) => <button type="button" aria-label={say('remove', what)} onClick={onRemove}>×</button>
  return (
    <div class="through">
      <label for="via">{say('come_by')}</label>
      <div class="field">
        <PlaceInput id="via" name="" onPick={passBy} />
        <Tool use="via">{say('on_the_map')}</Tool>
      </div>
      <div class="field">
        <span>{say('keep_out')}</span>
        <Tool use="area">{say(tool.value === 'area' ? 'done' : 'draw')}</Tool>
      </div>
      {via.length + avoid.length > 0 && (
        <ul>
          {via.map(({ lat, lon, name }, i) => {
            const called = name || placeName(lat, lon)
            return <li key={`via ${lat} ${lon}`}><span class="via">{called}</span> {remove(called, () => wish({ via: without(via, i) }))}</li>
          })}
          {avoid.map((_, i) => {
            const called = say('area', i + 1)
            return <li key={`area ${i}`}><span class="area">{called}</span> {remove(called, () => wish({ avoid: without(avoid, i) }))}</li>
          })}
        </ul>
      )}
    </div>
  )
}
