import { useState } from 'preact/hooks'
import { hasPlace, wish, wishes } from '../store'
import { say } from '../words'
import { PlaceInput } from './PlaceInput'

// Where the drive starts: a place, or where one is.
export function Search() {
  const [isLost, setLost] = useState(false)

  function locate() {
    setLost(false)
    const failed = () => setLost(true)
    if (!navigator.geolocation) return failed()
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const [lat, lon] = [coords.latitude, coords.longitude].map((degrees) => Number(degrees.toFixed(5)))
      wish({ name: say('where_i_am'), lat, lon })
    }, failed, { timeout: 10000, maximumAge: 60000 })
  }

  return (
    <div class="search">
      <label for="place">{say('start_from')}</label>
      <div class="field">
        <PlaceInput id="place" name={wishes.value.name} onPick={({ name, lat, lon }) => wish({ name, lat, lon })} />
        <button type="button" id="locate" title={say('where_i_am')} aria-label={say('where_i_am')} onClick={locate}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="5" /><path d="M12 1v5M12 18v5M1 12h5M18 12h5" /></svg>
        </button>
      </div>
      {isLost && <p class="trouble" role="alert">{say('not_located')}</p>}
      {!hasPlace.value && <p class="hint">{say('or_click')}</p>}
    </div>
  )
}
