// Closures in words.
import type { Closure } from './types'
import { dayAndMonth, say } from './words'

export function when({ starts, ends, yearly }: Closure): string {
  const day = (date: string) => dayAndMonth(date, !yearly)
  const span = starts && ends ? say('closed_from_to', day(starts), day(ends)) : starts ? say('closed_from', day(starts)) : ends ? say('closed_until', day(ends)) : say('closed')
  return yearly ? `${span}, ${say('every_year')}` : span
}

export const closureInWords = (closure: Closure) => [closure.reason || closure.trails.join(', '), when(closure)].filter(Boolean).join(': ')
