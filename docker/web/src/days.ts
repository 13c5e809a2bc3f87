// The days of a loop, along its line.
import type { Position } from 'geojson'
import type { Day, Loop } from './types'

export interface Night {
  day: number
  metres: number
  point: Position
  name: string | null
  kind: string | null
}

const legsOf = (loop: Loop) => {
  let next = 0
  return (loop.days ?? []).map((day) => loop.legs.slice(next, next += day.edges.length))
}

// The line of each day; the last point of one is the first of the next.
export function dayLines(loop: Loop): Position[][] {
  let at = 0
  return legsOf(loop).map((legs) => {
    const first = at
    at += legs.reduce((sum, leg) => sum + leg.points - 1, 0)
    return loop.geom.coordinates.slice(first, at + 1)
  })
}

// Where each day begins, in metres along the loop, and where the last ends.
export function dayEnds(loop: Loop): number[] {
  const ends = [0]
  for (const legs of legsOf(loop)) ends.push(legs.reduce((sum, leg) => sum + leg.length_m, ends[ends.length - 1]))
  return ends
}

export function nights(loop: Loop): Night[] {
  const ends = dayEnds(loop)
  return (loop.days ?? []).flatMap(({ day, night, end_name, camp_kind }) =>
    night ? [{ day, metres: ends[day], point: night.coordinates, name: end_name, kind: camp_kind }] : [])
}

// "Font del Prat, mile 3.2": the name, and the miles of the day.
export const waterOf = (day: Day) => day.water.map((text) => {
  const [, name, mile] = text.match(/^(.*), mile ([\d.]+)$/) ?? [text, text, '0']
  return { name, mile: Number(mile) }
})
