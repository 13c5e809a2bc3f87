// Calls to the API, which the page's own server passes on under /api.
const base = new URL(import.meta.env.VITE_API ?? '/api/rpc/', location.href).href

export const tilesUrl = `${base}tile?z={z}&x={x}&y={y}`
export const planUrl = (request, more = {}) => `${base}plan_loop?${new URLSearchParams({ ...request, ...more })}`

// The parsed answer; throws an Error that can be shown to people.
export async function call(path) {
  let answer
  try {
    answer = await fetch(new URL(path, base))
  } catch {
    throw new Error('The planner cannot be reached. Check your connection and try again.')
  }
  const body = await answer.json().catch(() => null)
  if (answer.ok && body !== null) return body
  if (answer.status < 500 && body?.message) throw new Error([body.message, body.hint].filter(Boolean).join('. '))
  throw new Error('The planner is not available right now. Try again in a moment.')
}
