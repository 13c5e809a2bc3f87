import Combobox from '@github/combobox-nav'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { findPlaces } from '../api'
import { placeName } from '../link'
import { hasPlace, wish, wishes } from '../store'
import type { Place } from '../types'
import { kilometres } from '../units'
import { say, sayKind } from '../words'

const typingPause = 150

// "42.5, 1.52", "42.5 1.52" or "42,5; 1,52"
function coordinates(text: string): Place | null {
  const [, lat, lon] = text.trim().match(/^(-?\d{1,2}(?:[.,]\d+)?)°?\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)°?$/)?.map((part) => Number(part.replace(',', '.'))) ?? []
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { name: placeName(lat, lon), kind: 'coordinates', lat, lon } : null
}

export function Search() {
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const asking = useRef<AbortController | null>(null)
  const [found, setFound] = useState<Place[]>([])
  const [trouble, setTrouble] = useState('')

  async function suggest(text: string) {
    asking.current?.abort()
    const request = asking.current = new AbortController()
    setTrouble('')
    const spot = coordinates(text)
    if (spot || text.trim() === '') return setFound(spot ? [spot] : [])
    await new Promise((resolve) => setTimeout(resolve, typingPause))
    if (request.signal.aborted) return
    try {
      const places = await findPlaces(text.trim(), hasPlace.value ? wishes.value : null, request.signal)
      setFound(places)
      setTrouble(places.length === 0 ? say('no_place', text.trim()) : '')
    } catch {
      if (request.signal.aborted) return
      setFound([])
      setTrouble(say('search_failed'))
    }
  }

  function pick({ name, lat, lon }: Place) {
    asking.current?.abort()
    setFound([])
    setTrouble('')
    wish({ name, lat, lon })
  }

  // The library moves through the list and says so to screen readers; what is in it is ours.
  useLayoutEffect(() => {
    if (found.length === 0 || !input.current || !list.current) return
    const combobox = new Combobox(input.current, list.current, { firstOptionSelectionMode: 'active' })
    combobox.start()
    return () => combobox.destroy()
  }, [found])

  function locate() {
    setTrouble('')
    const failed = () => setTrouble(say('not_located'))
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
        <input id="place" ref={input} type="search" value={wishes.value.name} placeholder={say('search_hint')} role="combobox" aria-expanded={found.length > 0}
          aria-controls="places" aria-autocomplete="list" onInput={(event) => suggest(event.currentTarget.value)} onBlur={() => setTimeout(() => setFound([]), 200)} />
        <button type="button" id="locate" title={say('where_i_am')} aria-label={say('where_i_am')} onClick={locate}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="5" /><path d="M12 1v5M12 18v5M1 12h5M18 12h5" /></svg>
        </button>
      </div>
      <ul id="places" ref={list} role="listbox" aria-label={say('places_found')} hidden={found.length === 0}>
        {found.map((place, i) => (
          <li key={`${place.name} ${place.lat} ${place.lon}`} id={`place-${i}`} role="option" onClick={() => pick(place)}>
            <span>{place.name}</span>
            <small>{[place.kind && sayKind(place.kind), place.distance_km != null && kilometres(place.distance_km, 0)].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      {!hasPlace.value && <p class="hint">{say('or_click')}</p>}
    </div>
  )
}
