import { ahead, browsed, hasAtlas, lengths, openAhead, order, orders, type Order } from '../ahead'
import { planned } from '../store'
import { duration, height, kilometres, miles, ofMiles, units } from '../units'
import { say } from '../words'

// Bounds of lengths in miles; shown they are round in either unit.
const ranges: [number, number][] = [[0.1, 500], [0.1, 5], [5, 10], [10, 20], [20, 500]]
const shown = (bound: number) => Math.round(ofMiles.shown(bound))
const named = ([least, most]: [number, number]) => most === 500 ? least < 1 ? say('any') : say('over', `${shown(least)} ${units.value}`)
  : least < 1 ? say('up_to', `${shown(most)} ${units.value}`) : `${shown(least)} – ${shown(most)} ${units.value}`

// Loops of the region before one asks.
export function Browse() {
  if (planned.value || !hasAtlas.value) return null
  return (
    <section class="browse" aria-labelledby="browse-title">
      <h2 id="browse-title">{say('browse')}</h2>
      <p class="field">
        <select id="order" aria-label={say('sorted_by')} value={order.value} onChange={(event) => { order.value = event.currentTarget.value as Order }}>
          {Object.keys(orders).map((name) => <option key={name} value={name}>{say(`by_${name as Order}`)}</option>)}
        </select>
        <select id="lengths" aria-label={say('length')} value={String(lengths.value)} onChange={(event) => { lengths.value = event.currentTarget.value.split(',').map(Number) as [number, number] }}>
          {ranges.map((range) => <option key={String(range)} value={String(range)}>{named(range)}</option>)}
        </select>
      </p>
      <ol id="ahead">
        {ahead.value.map((loop) => (
          <li key={`${loop.trailhead_id} ${loop.hike_mi}`} onMouseEnter={() => { browsed.value = loop }} onMouseLeave={() => { browsed.value = null }}>
            <button type="button" onClick={() => openAhead(loop)} onFocus={() => { browsed.value = loop }} onBlur={() => { browsed.value = null }}>
              <b>{miles(loop.hike_mi)}</b> {say('from', loop.trailhead || say('a_trailhead'))}
              <small>{[duration(loop.hours), loop.ascent_m !== null && `↑ ${height(loop.ascent_m)}`, say('drive_length', kilometres(loop.drive_km)), say(`shape_${loop.shape}`)]
                .filter(Boolean).join(' · ')}</small>
            </button>
          </li>
        ))}
      </ol>
      {ahead.value.length === 0 && <p class="hint">{say('none_ahead')}</p>}
    </section>
  )
}
