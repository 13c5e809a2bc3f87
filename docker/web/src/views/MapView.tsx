import { useEffect, useRef, useState } from 'preact/hooks'
import { say } from '../words'

const drawsMaps = () => document.createElement('canvas').getContext('webgl2') !== null

// The map is most of the page's weight, so it comes after the rest; without WebGL the page goes on without it.
export function MapView() {
  const container = useRef<HTMLDivElement>(null)
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    let remove = () => {}
    import('../map/map').then(({ createMap }) => { remove = createMap(container.current!) }).catch((error: unknown) => {
      // With it there is a fault, which tests look for.
      console[drawsMaps() ? 'error' : 'warn']('no map:', error)
      setMissing(true)
    })
    return () => remove()
  }, [])
  return (
    <div class={missing ? 'map missing' : 'map'} role="region" aria-label={say('map')}>
      {missing ? <p id="no-map" role="alert">{say('no_map')}</p> : <div id="map" ref={container} />}
    </div>
  )
}
