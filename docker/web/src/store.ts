// The one store: what is wished, what was answered to which wishes, which loop is chosen. The address bar, the map, the cards
// and the profile read it; only the functions here write it.
import { batch, computed, effect, signal } from '@preact/signals'
import { ApiError, drive as fetchDrive, network as fetchNetwork, plan as fetchPlan, planAhead } from './api'
import { readLink, sameWishes, writeLink } from './link'
import type { Answer, Drive, Network } from './types'
import { mostVia, usual, type Point, type Spot, type Wishes } from './wishes'

// An answer keeps the wishes that it answers: files, links and cards are of what was planned, not of what the form shows now.
interface Planned extends Answer {
  wishes: Wishes
}

export const wishes = signal<Wishes>(usual)
export const planned = signal<Planned | null>(null)
export const planning = signal(false)
export const problem = signal<ApiError | null>(null)
export const ignoredInLink = signal<string[]>([])
export const chosen = signal(0)
export const network = signal<Network | null>(null)
export const drive = signal<Drive | null>(null)
// Metres along the chosen loop, where the pointer is on the map or in the profile.
export const pointedAt = signal<number | null>(null)
// The day of the chosen loop that is looked at; null: all of them.
export const shownDay = signal<number | null>(null)
// What the pointer does on the map beyond choosing: a point to come by, an area to keep out of that is drawn or one that is reshaped.
export const tool = signal<'via' | 'area' | 'reshape' | null>(null)

export const hasPlace = computed(() => Number.isFinite(wishes.value.lat))
export const loop = computed(() => planned.value?.loops[chosen.value] ?? null)
export const isStale = computed(() => planned.value !== null && !sameWishes({ ...wishes.value, ahead: null }, { ...planned.value.wishes, ahead: null }))

// What is wished anew is planned anew.
export function wish(change: Partial<Wishes>) {
  wishes.value = { ...wishes.value, ahead: null, ...change }
}

export const canPassMore = computed(() => wishes.value.via.length < mostVia)

export function passBy(spot: Spot) {
  tool.value = null
  if (canPassMore.value) wish({ via: [...wishes.value.via, spot] })
}

// The last request wins: an earlier one is dropped, its answer too.
let current: AbortController | null = null
const answers = new Map<string, Planned>()

async function fetchAnswer(asked: Wishes, signal: AbortSignal): Promise<Planned> {
  if (asked.ahead) {
    const found = await planAhead(asked.ahead, asked.hike_mi, signal)
    if (found.loops.length > 0) return { ...found, wishes: asked }
  }
  const plain = { ...asked, ahead: null }
  return { ...await fetchPlan(plain, signal), wishes: plain }
}

async function answerTo(asked: Wishes, first: number) {
  current?.abort()
  const request = current = new AbortController()
  batch(() => {
    planning.value = true
    problem.value = null
  })
  const key = writeLink(asked, 1)
  try {
    const answer = answers.get(key) ?? await fetchAnswer(asked, request.signal)
    if (request.signal.aborted) return
    answers.set(key, answer)
    batch(() => {
      planned.value = answer
      chosen.value = Math.max(Math.min(first, answer.loops.length) - 1, 0)
      shownDay.value = null
    })
  } catch (error) {
    if (request.signal.aborted) return
    if (!(error instanceof ApiError)) throw error
    batch(() => {
      planned.value = null
      problem.value = error
    })
  } finally {
    if (current === request) planning.value = false
  }
}

// Plans what is wished; the page before it stays one step back.
export function plan() {
  if (!hasPlace.value) return
  wish({})
  return show(wishes.value)
}

// Shows a loop that was planned ahead.
export function open(start: Point, change: Partial<Wishes>) {
  wish({ ...change, ahead: start })
  return show(wishes.value)
}

function show(asked: Wishes) {
  ignoredInLink.value = []
  const link = writeLink(asked, 1)
  if (location.hash !== link) history.pushState(null, '', link)
  return answerTo(asked, 1)
}

export function anotherOne() {
  wish({ seed: wishes.value.seed + 1 })
  return plan()
}

export function choose(index: number) {
  if (index === chosen.value) return
  batch(() => {
    chosen.value = index
    pointedAt.value = shownDay.value = null
  })
  if (planned.value) history.replaceState(null, '', writeLink(planned.value.wishes, index + 1))
}

// Again: all days.
export function lookAtDay(day: number) {
  shownDay.value = shownDay.value === day ? null : day
}

// As the address bar has it: at the start, back and forward, and where somebody pastes a link.
export function followLink() {
  const link = readLink(location.hash)
  batch(() => {
    wishes.value = link.wishes
    ignoredInLink.value = link.ignored
    problem.value = null
  })
  if (link.hasPlace) return answerTo(link.wishes, link.loop)
  current?.abort()
  batch(() => {
    planning.value = false
    planned.value = null
  })
}

export async function loadNetwork() {
  try {
    network.value = await fetchNetwork()
  } catch (error) {
    if (error instanceof ApiError) problem.value = error
  }
}

// The way to the chosen loop's trailhead; without it the page is none the worse.
let driving: AbortController | null = null
effect(() => {
  const to = loop.value?.trailhead_id
  const from = planned.value?.wishes
  driving?.abort()
  drive.value = null
  if (to === undefined || !from) return
  const request = driving = new AbortController()
  fetchDrive(from, to, request.signal).then((found) => {
    if (!request.signal.aborted) drive.value = found
  }, () => undefined)
})
