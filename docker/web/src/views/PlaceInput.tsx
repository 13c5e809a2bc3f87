import Combobox from '@github/combobox-nav'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { findPlaces } from '../api'
import { coordinates } from '../coordinates'
import { placeName } from '../link'
import { hasPlace, wishes } from '../store'
import type { Place } from '../types'
import { kilometres } from '../units'
import { say, sayKind } from '../words'

const typingPause = 150

interface Props {
  id: string
  // The place that is chosen; typing hides it until another is picked.
  name: string
  label?: string
  onPick: (place: Place) => void
}

export function PlaceInput({ id, name, label, onPick }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const asking = useRef<AbortController | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [found, setFound] = useState<Place[]>([])
  const [trouble, setTrouble] = useState('')

  async function suggest(text: string) {
    asking.current?.abort()
    const request = asking.current = new AbortController()
    setTyped(text)
    setTrouble('')
    const spot = coordinates(text)
    if (spot || text.trim() === '') return setFound(spot ? [{ ...spot, name: placeName(spot.lat, spot.lon), kind: 'coordinates' }] : [])
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

  function forget() {
    asking.current?.abort()
    setTyped(null)
    setFound([])
    setTrouble('')
  }
  useLayoutEffect(forget, [name])

  // The library moves through the list and says so to screen readers; what is in it is ours.
  useLayoutEffect(() => {
    if (found.length === 0 || !input.current || !list.current) return
    const combobox = new Combobox(input.current, list.current, { firstOptionSelectionMode: 'active' })
    combobox.start()
    return () => combobox.destroy()
  }, [found])

  return (
    <>
      <input id={id} ref={input} type="search" value={typed ?? name} placeholder={say('search_hint')} role="combobox" aria-label={label} aria-expanded={found.length > 0}
        aria-controls={`${id}s`} aria-autocomplete="list" onInput={(event) => suggest(event.currentTarget.value)} onBlur={() => setTimeout(() => setFound([]), 200)} />
      <ul id={`${id}s`} class="places" ref={list} role="listbox" aria-label={say('places_found')} hidden={found.length === 0}>
        {found.map((place, i) => (
          <li key={`${place.name} ${place.lat} ${place.lon}`} id={`${id}-${i}`} role="option" onClick={() => { forget(); onPick(place) }}>
            <span>{place.name}</span>
            <small>{[place.kind && sayKind(place.kind), place.distance_km != null && kilometres(place.distance_km, 0)].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
    </>
  )
}
