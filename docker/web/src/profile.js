// The elevation profile of a loop; the pointer (or the arrow keys) moves a dot along it on the map.
export function showProfile(section, loop, lengthText, onMove) {
  section.hidden = !loop
  if (!loop) return
  if (!loop.profile) {
    section.innerHTML = '<p>This map has no elevations.</p>'
    return
  }
  const way = loop.profile.map(([metres, height, lon, lat]) => ({ metres, height, point: [lon, lat] }))
  const heights = way.map(({ height }) => height)
  const low = Math.min(...heights)
  const span = Math.max(Math.max(...heights) - low, 30)
  const total = way.at(-1).metres
  const line = way.map(({ metres, height }) =>
    `${(1000 * metres / total).toFixed(1)},${(180 - 160 * (height - low) / span).toFixed(1)}`).join(' ')
  section.innerHTML = `<svg viewBox="0 0 1000 200" preserveAspectRatio="none" tabindex="0" role="slider"
      aria-label="Elevation along the loop" aria-valuemin="0" aria-valuemax="${Math.round(total)}" aria-valuenow="0">
    <polygon points="0,200 ${line} 1000,200" fill="#dce8dd"/>
    <polyline points="${line}" fill="none" stroke="#2f5d46" stroke-width="3" vector-effect="non-scaling-stroke"/>
    <line y1="0" y2="200" stroke="#26302b" vector-effect="non-scaling-stroke" visibility="hidden"/></svg>
    <p>${Math.round(low)} to ${Math.round(Math.max(...heights))} m</p>`
  const [svg, text] = section.children
  const cursor = svg.querySelector('line')
  let at = 0

  function moveTo(metres) {
    at = Math.min(Math.max(metres, 0), total)
    const index = way.findIndex((point) => point.metres >= at)
    cursor.setAttribute('visibility', 'visible')
    for (const end of ['x1', 'x2']) cursor.setAttribute(end, 1000 * at / total)
    text.textContent = `${Math.round(way[index].height)} m at ${lengthText(at)}`
    svg.setAttribute('aria-valuenow', Math.round(at))
    svg.setAttribute('aria-valuetext', text.textContent)
    onMove(way[index].point)
  }
  svg.onpointermove = ({ clientX }) => {
    const box = svg.getBoundingClientRect()
    moveTo(total * (clientX - box.left) / box.width)
  }
  svg.onpointerleave = () => onMove(null)
  svg.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    moveTo(at + step * total / 50)
  }
}
