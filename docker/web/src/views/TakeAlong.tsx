import { gpxUrl } from '../api'
import { fileName, geojson, kml } from '../files'
import { canKeep, keepLoop } from '../offline'
import { drive } from '../store'
import type { Loop } from '../types'
import type { Wishes } from '../wishes'
import { duration, kilometres } from '../units'
import { say, type Phrase } from '../words'
import { useEffect, useState } from 'preact/hooks'

function save(text: string, type: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  URL.revokeObjectURL(url)
}

function Keep({ loop, wishes }: { loop: Loop, wishes: Wishes }) {
  const [state, setState] = useState<Phrase>('keep')
  useEffect(() => setState('keep'), [loop])
  async function keep() {
    setState('keeping')
    setState(await keepLoop(loop, wishes) > 0 ? 'kept_partly' : 'kept')
  }
  return <button type="button" id="keep" disabled={state === 'keeping'} onClick={keep}>{say(state)}</button>
}

// Fetched by the page, because the browser's own downloads pass the service worker by, which may have it where there is no signal.
async function saveGpx(event: Event, loop: Loop, url: string) {
  event.preventDefault()
  const answer = await fetch(url).catch(() => null)
  if (answer?.ok) save(await answer.text(), 'application/gpx+xml', fileName(loop, 'gpx'))
  else location.assign(url)
}

// The way to the start, and the loop as files: both of what was planned.
export function TakeAlong({ loop, wishes }: { loop: Loop, wishes: Wishes }) {
  const [lon, lat] = loop.geom.coordinates[0].map((degrees) => degrees.toFixed(6))
  const way = drive.value
  const start = encodeURIComponent(loop.trailhead || 'loopgenie')
  return (
    <div class="along">
      <p class="drive">
        {way ? say('drive_line', kilometres(way.km), duration(way.minutes / 60)) : !wishes.ahead && say('drive_length', kilometres(loop.drive_km))}
        {' · '}<a href={`geo:${lat},${lon}?q=${lat},${lon}(${start})`}>{say('navigate_app')}</a>
        {' · '}<a target="_blank" rel="noreferrer" href={`https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&route=${wishes.lat}%2C${wishes.lon}%3B${lat}%2C${lon}`}>OpenStreetMap</a>
        {' · '}<a target="_blank" rel="noreferrer" href={`https://www.google.com/maps/dir/?api=1&destination=${lat},${lon}`}>Google</a>
        {' · '}<a target="_blank" rel="noreferrer" href={`https://maps.apple.com/?daddr=${lat},${lon}`}>Apple</a>
      </p>
      <p class="files" role="group" aria-label={say('take_along')}>
        <a class="button gpx" href={gpxUrl(wishes, loop.rank)} onClick={(event) => saveGpx(event, loop, gpxUrl(wishes, loop.rank))}>GPX</a>
        <button type="button" onClick={() => save(kml(loop), 'application/vnd.google-earth.kml+xml', fileName(loop, 'kml'))}>KML</button>
        <button type="button" onClick={() => save(geojson(loop), 'application/geo+json', fileName(loop, 'geojson'))}>GeoJSON</button>
        {canKeep && <Keep loop={loop} wishes={wishes} />}
      </p>
    </div>
  )
}
