import { anotherOne, choose, chosen, planned } from '../store'
import { say } from '../words'
import { Card } from './Card'
import { useState } from 'preact/hooks'

export function Cards() {
  const [said, setSaid] = useState('')
  const answer = planned.value
  if (!answer || answer.loops.length === 0) return null
  const copyLink = () => navigator.clipboard.writeText(location.href).then(() => setSaid(say('copied')), () => setSaid(location.href))
  return (
    <section aria-label={say('found_list')}>
      <ol id="loops">
        {answer.loops.map((loop, i) => (
          <Card key={loop.rank} loop={loop} wishes={answer.wishes} isChosen={i === chosen.value} onChoose={() => choose(i)} />
        ))}
      </ol>
      <p class="actions">
        <button type="button" id="another" onClick={anotherOne}>{say('another_one')}</button>
        <button type="button" id="share" onClick={copyLink}>{say('share')}</button>
        <button type="button" id="print" onClick={() => print()}>{say('print')}</button>
        <span role="status">{said}</span>
      </p>
    </section>
  )
}
