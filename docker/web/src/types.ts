// What the API answers.
import type { LineString, Point } from 'geojson'

// An edge in walking order; `points` of the loop's line are its, the first being the last of the leg before.
export interface Leg {
  edge: number
  name: string | null
  kind: string | null
  difficulty: number | null
  length_m: number
  ascent_m: number | null
  descent_m: number | null
  points: number
}

// A day of a loop: its legs are as many of the loop's as it has edges. `water` names each source and the mile of the day.
export interface Day {
  day: number
  end_name: string | null
  camp_id: number | null
  camp_kind: string | null
  hike_mi: number
  ascent_m: number | null
  descent_m: number | null
  hours: number
  highest_m: number | null
  water: string[]
  dry_mi: number
  edges: number[]
  night: Point | null
}

export interface Loop {
  rank: number
  score: number
  bound: number
  proven: boolean
  shape: 'loop' | 'figure_eight' | 'lollipop' | 'out_and_back'
  trailhead_id: number
  trailhead: string | null
  drive_km: number
  hike_mi: number
  repeat_mi: number
  ascent_m: number | null
  trails: string[]
  geom: LineString
  trailhead_kind: string | null
  hours: number
  difficulty: number | null
  beside_mi: number
  legs: Leg[]
  days: Day[] | null
  // What is closed on it at times, whatever the day.
  closures: Closure[]
}

// One that was planned ahead, its line roughly.
export type Ahead = Omit<Loop, 'legs' | 'days' | 'closures'>

// Why there is no loop, and what there would be.
export interface Reason {
  code: 'no_trailhead' | 'no_camp' | 'no_loop' | 'closed' | 'closed_at_times' | 'not_ahead'
  message: string
  nearest_trailhead?: string | null
  nearest_trailhead_km?: number | null
  loop_in_reach_mi?: number | null
  loop_in_reach_hours?: number | null
  closures?: Closure[]
}

export interface Answer {
  loops: Loop[]
  reason: Reason | null
}

export interface Place {
  name: string
  kind: string | null
  lat: number
  lon: number
  distance_km?: number | null
}

export interface Drive {
  km: number
  minutes: number
  geom: LineString
}

export interface Network {
  version: string
  bbox: [number, number, number, number]
  atlas: boolean
}

// Days are both of the closure; yearly: the same days each year.
export interface Closure {
  id: number
  starts: string | null
  ends: string | null
  yearly: boolean
  reason: string | null
  source: string | null
  trails: string[]
}
