import { area, line } from 'd3-shape'
import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { dayEnds, nights, waterOf } from '../days'
import { stationAt, stations, type Station } from '../loops'
import { pointedAt, shownDay } from '../store'
import type { Loop } from '../types'
import { height, heightShown, metresAlong, metresPerMile, metresPerUnit, units } from '../units'
import { say } from '../words'

const tall = 170
const margin = { left: 48, right: 12, top: 18, bottom: 22 }
// A level walk is drawn level: less than this does not fill the height.
const leastSpan = 60

type Hill = Station & { height: number }

// Runs of one surface, each beginning where the one before ended.
function runs(way: Hill[]): Hill[][] {
  const found: Hill[][] = []
  for (const [i, station] of way.entries()) {
    if (i === 0) continue
    const run = found[found.length - 1]
    if (run && run[run.length - 1].surface === station.surface && run.length > 1) run.push(station)
    else found.push([way[i - 1], station])
  }
  return found
}

// As wide as there is room, so that letters keep their size.
function useWidth() {
  const section = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(900)
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => setWidth(Math.max(Math.round(contentRect.width), 240)))
    observer.observe(section.current!)
    return () => observer.disconnect()
  }, [])
  return { section, width }
}

// Water on the way, the nights, and faded what is not of the day that is looked at.
function Days({ loop, x }: { loop: Loop, x: (metres: number) => number }) {
  const ends = dayEnds(loop)
  const shown = shownDay.value
  const bottom = tall - margin.bottom
  return (
    <>
      {shown !== null && ends.slice(1).map((end, i) => i + 1 !== shown &&
        <rect key={end} class="other-days" x={x(ends[i])} width={x(end) - x(ends[i])} y={margin.top} height={bottom - margin.top} />)}
      {loop.days?.map((day, i) => waterOf(day).map(({ mile }) => <circle key={mile} class="water" cx={x(ends[i] + mile * metresPerMile)} cy={bottom} r="2.5" />))}
      {nights(loop).map(({ day, metres }) => (
        <g key={day} class="night">
          <line x1={x(metres)} x2={x(metres)} y1={margin.top} y2={bottom} />
          <rect x={x(metres) - 9} y="0" width="18" height="18" rx="5" />
          <text x={x(metres)} y="13" text-anchor="middle">{day}</text>
        </g>
      ))}
    </>
  )
}

export function Profile({ loop }: { loop: Loop }) {
  const { section, width } = useWidth()
  const way = useMemo(() => stations(loop), [loop])
  const hills = way.filter((station): station is Hill => station.height !== null)
  if (hills.length < way.length) return <section class="profile" ref={section} aria-label={say('profile')}><p>{say('no_heights')}</p></section>
  const total = way[way.length - 1].metres
  const [low, high] = extent(hills, (station) => station.height) as [number, number]
  const x = scaleLinear([0, total], [margin.left, width - margin.right])
  const y = scaleLinear([low, Math.max(high, low + leastSpan)], [tall - margin.bottom, margin.top])
  const fill = area<Hill>().x((s) => x(s.metres)).y0(tall - margin.bottom).y1((s) => y(s.height))
  const crest = line<Hill>().x((s) => x(s.metres)).y((s) => y(s.height))
  const along = scaleLinear([0, total / metresPerUnit()], x.range())
  const up = scaleLinear(y.domain().map(heightShown), y.range())
  const at = pointedAt.value === null ? null : stationAt(way, pointedAt.value)
  const text = at ? say('at_metres', height(at.height ?? 0), metresAlong(at.metres), height(at.climbed))
    : `${height(low)} – ${height(high)} · ↑ ${height(way[way.length - 1].climbed)}`

  const point = (metres: number) => { pointedAt.value = Math.min(Math.max(metres, 0), total) }
  return (
    <section class="profile" ref={section} aria-label={say('profile')}>
      <p class="at">{text}</p>
      <svg viewBox={`0 0 ${width} ${tall}`} tabindex={0} role="slider" aria-label={say('profile')} aria-valuemin={0}
        aria-valuemax={Math.round(total)} aria-valuenow={Math.round(at?.metres ?? 0)} aria-valuetext={text}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          point(x.invert((event.clientX - box.left) * width / box.width))
        }}
        onPointerLeave={() => { pointedAt.value = null }}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
          if (!step) return
          event.preventDefault()
          point((at?.metres ?? 0) + step * total / 50)
        }}>
        {up.ticks(4).map((tick) => (
          <g key={tick} class="tick"><line x1={margin.left} x2={width - margin.right} y1={up(tick)} y2={up(tick)} />
            <text x={margin.left - 6} y={up(tick)} dy="0.35em" text-anchor="end">{tick}</text></g>
        ))}
        {runs(hills).map((run) => <path key={run[0].metres} class={`fill ${run[1].surface}`} d={fill(run) ?? ''} />)}
        <path class="crest" d={crest(hills) ?? ''} />
        {along.ticks(width / 90).map((tick, i, all) => (
          <text key={tick} class="tick" x={Math.min(along(tick), width - 20)} y={tall - 6} text-anchor="middle">{i === all.length - 1 ? `${tick} ${units.value}` : tick}</text>
        ))}
        <Days loop={loop} x={x} />
        {at && <line class="cursor" x1={x(at.metres)} x2={x(at.metres)} y1={margin.top} y2={tall - margin.bottom} />}
        {at && <circle class="cursor" cx={x(at.metres)} cy={y(at.height ?? low)} r="5" />}
      </svg>
    </section>
  )
}
