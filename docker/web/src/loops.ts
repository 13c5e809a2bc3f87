// What a loop's legs and line tell beyond the columns of the answer.
import { greatCircle } from './map/sphere'
import type { Leg, Loop } from './types'

export type Surface = 'path' | 'track' | 'road'
export const surfaces: Surface[] = ['path', 'track', 'road']

const tracks = new Set(['track', 'bridleway', 'cycleway'])
const paths = new Set(['path', 'footway', 'steps', 'via_ferrata', 'trail'])

// Trail tables without kinds hold trails.
export const surfaceOf = (kind: string | null): Surface =>
  kind === null || paths.has(kind) ? 'path' : tracks.has(kind) ? 'track' : 'road'

const lengthOf = (legs: Leg[]) => legs.reduce((sum, leg) => sum + leg.length_m, 0)

export function shares(loop: Loop): { surface: Surface, share: number }[] {
  const whole = lengthOf(loop.legs)
  return surfaces.map((surface) => ({ surface, share: lengthOf(loop.legs.filter((leg) => surfaceOf(leg.kind) === surface)) / whole }))
    .filter(({ share }) => share >= 0.005)
}

// Names by how far they are followed, longest first.
export function mainTrails(loop: Loop): string[] {
  const walked = new Map<string, number>()
  for (const { name, length_m } of loop.legs) if (name) walked.set(name, (walked.get(name) ?? 0) + length_m)
  return [...walked].sort((a, b) => b[1] - a[1]).map(([name]) => name)
}

// How much better another loop could be at most, as a share of this one's score.
export const couldBeBetter = (loop: Loop) => Math.max(0, (loop.bound - loop.score) / loop.score)

export interface Station {
  metres: number
  point: [number, number]
  height: number | null
  climbed: number
  surface: Surface
}

// The loop's line with metres walked, height and climb so far. The climb of a leg is spread over its rises, so that at the end it
// is the card's.
export function stations(loop: Loop): Station[] {
  const line = loop.geom.coordinates
  const found: Station[] = [{ metres: 0, point: [line[0][0], line[0][1]], height: line[0][2] ?? null, climbed: 0, surface: surfaceOf(loop.legs[0]?.kind ?? null) }]
  let at = 0
  for (const leg of loop.legs) {
    const points = line.slice(at, at + leg.points)
    at += leg.points - 1
    const steps = points.slice(1).map((point, i) => greatCircle(points[i], point))
    const rises = points.slice(1).map((point, i) => Math.max((point[2] ?? 0) - (points[i][2] ?? 0), 0))
    const [length, rise] = [steps, rises].map((parts) => parts.reduce((sum, part) => sum + part, 0))
    for (const [i, step] of steps.entries()) {
      const before = found[found.length - 1]
      const share = rise > 0 ? rises[i] / rise : step / (length || 1)
      found.push({
        metres: before.metres + step * (length > 0 ? leg.length_m / length : 1),
        point: [points[i + 1][0], points[i + 1][1]], height: points[i + 1][2] ?? null,
        climbed: before.climbed + (leg.ascent_m ?? 0) * share, surface: surfaceOf(leg.kind) })
    }
  }
  return found
}

export function stationAt(way: Station[], metres: number): Station {
  const after = way.findIndex((station) => station.metres >= metres)
  if (after <= 0) return after === 0 ? way[0] : way[way.length - 1]
  const [a, b] = [way[after - 1], way[after]]
  const share = (metres - a.metres) / (b.metres - a.metres || 1)
  const between = (from: number, to: number) => from + share * (to - from)
  return { metres, surface: b.surface, climbed: between(a.climbed, b.climbed),
    height: a.height === null || b.height === null ? null : between(a.height, b.height),
    point: [between(a.point[0], b.point[0]), between(a.point[1], b.point[1])] }
}

export function nearestStation(way: Station[], lon: number, lat: number): Station {
  return way.reduce((nearest, station) =>
    greatCircle(station.point, [lon, lat]) < greatCircle(nearest.point, [lon, lat]) ? station : nearest)
}
