import { tool } from '../store'
import { say } from '../words'

// What a click on the map does now, and how to stop it.
export function MapHint() {
  if (tool.value === null) return null
  return (
    <p class="map-hint" role="status">
      {say(tool.value === 'via' ? 'click_to_pass' : 'click_corners')}{' '}
      <button type="button" onClick={() => { tool.value = null }}>{say(tool.value === 'via' ? 'cancel' : 'done')}</button>
    </p>
  )
}
