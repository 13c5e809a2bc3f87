// What is asked for, and what the API answers.
import type { LineString } from 'geojson'

export interface Wishes {
  lat: number
  lon: number
  name: string
  drive_km: number
  hike_mi: number
  max_ascent_m: number | null
  max_difficulty: number | null
  avoid_roads: boolean
  heading: number | null
  seed: number
}

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
}

// Why there is no loop, and what there would be.
export interface Reason {
  code: 'no_trailhead' | 'no_loop'
  message: string
  nearest_trailhead?: string | null
  nearest_trailhead_km?: number | null
  loop_in_reach_mi?: number | null
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
}
