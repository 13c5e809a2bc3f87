import { closureInWords } from '../closed'
import { couldBeBetter, mainTrails, shares } from '../loops'
import type { Loop } from '../types'
import type { Wishes } from '../wishes'
import { duration, height, miles, percent } from '../units'
import { isNarrow } from '../screen'
import { say, sayKind } from '../words'
import { DayList } from './DayList'
import { Profile } from './Profile'
import { TakeAlong } from './TakeAlong'

const trailsShown = 3

function Surfaces({ loop }: { loop: Loop }) {
  const parts = shares(loop)
  return (
    <div class="surfaces">
      <div class="bar" aria-hidden="true">
        {parts.map(({ surface, share }) => <i key={surface} class={surface} style={{ flexGrow: share }} />)}
      </div>
      <p>{parts.map(({ surface, share }) => `${percent(share)} ${say(surface)}`).join(', ')}</p>
    </div>
  )
}

// On a day that was asked for nothing of the loop is closed.
function Closed({ loop, wishes }: { loop: Loop, wishes: Wishes }) {
  if (wishes.on_date !== null || loop.closures.length === 0) return null
  return <p class="closed"><b>{say('closed_at_times')}</b> {loop.closures.map(closureInWords).join('; ')}</p>
}

// A word instead of a score. Only of the best one can it be said that no better exists.
function Proof({ loop, wishes }: { loop: Loop, wishes: Wishes }) {
  if (loop.rank > 1) return null
  return (
    <details class="proof">
      <summary>{loop.proven ? say(wishes.ahead ? 'proven_here' : 'proven') : say('not_proven', percent(Math.max(couldBeBetter(loop), 0.01)))}</summary>
      <p>{say('proof_explained')}</p>
    </details>
  )
}

interface Props {
  loop: Loop
  wishes: Wishes
  isChosen: boolean
  onChoose: () => void
}

export function Card({ loop, wishes, isChosen, onChoose }: Props) {
  const trails = mainTrails(loop)
  const facts = [loop.trailhead_kind && say('starts_at', sayKind(loop.trailhead_kind)), say(`shape_${loop.shape}`),
    loop.repeat_mi > 0.05 ? say('walked_twice', miles(loop.repeat_mi)) : say('never_twice'),
    loop.difficulty !== null && say('difficulty', loop.difficulty)].filter(Boolean)
  return (
    <li class={`loop-${loop.rank}`} aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
      <h2><button type="button" onClick={onChoose}>
        <span class="length">{miles(loop.hike_mi)}</span>{loop.days && `, ${say('in_days', loop.days.length)}`} {say('from', loop.trailhead || say('a_trailhead'))}
      </button></h2>
      <dl>
        <div><dt>{say('walking')}</dt><dd>{duration(loop.hours)}</dd></div>
        {loop.ascent_m !== null && <div><dt>{say('climb')}</dt><dd>↑ {height(loop.ascent_m)}</dd></div>}
        {/* It ends as high as it began. */}
        {loop.ascent_m !== null && <div><dt>{say('descent')}</dt><dd>↓ {height(loop.ascent_m)}</dd></div>}
      </dl>
      {isChosen && isNarrow.value && <Profile loop={loop} />}
      {isChosen && loop.days && <DayList days={loop.days} />}
      <Surfaces loop={loop} />
      <p class="facts">{facts.join(' · ')}</p>
      {trails.length > 0 && (
        <p class="trails">
          {trails.slice(0, trailsShown).join(', ')}
          {trails.length > trailsShown && <> {say('and_more', trails.length - trailsShown)}</>}
        </p>
      )}
      <Closed loop={loop} wishes={wishes} />
      {isChosen && <Proof loop={loop} wishes={wishes} />}
      {isChosen && <TakeAlong loop={loop} wishes={wishes} />}
    </li>
  )
}
