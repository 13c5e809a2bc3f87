// The search box: suggestions while typing, chosen with the pointer or the arrow keys and Enter.
import { call } from './api.js'

export function choosePlaces(input, list, onChoose) {
  let found = []
  let active = -1
  let timer

  function show(places) {
    found = places
    active = -1
    list.replaceChildren(...places.map((place, index) => {
      const item = document.createElement('li')
      item.id = `place-${index}`
      item.role = 'option'
      item.textContent = [place.name, place.kind].filter(Boolean).join(' · ')
      item.onpointerdown = () => pick(index)
      return item
    }))
    list.hidden = places.length === 0
    input.setAttribute('aria-expanded', !list.hidden)
  }

  function pick(index) {
    const place = found[index]
    show([])
    onChoose(place)
  }

  input.oninput = () => {
    clearTimeout(timer)
    const text = input.value.trim()
    timer = setTimeout(async () => {
      const places = text ? await call(`find_place?q=${encodeURIComponent(text)}&max_places=6`).catch(() => []) : []
      if (input.value.trim() === text) show(places)
    }, 150)
  }
  input.onkeydown = (event) => {
    if (list.hidden) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      active = (active + step + found.length) % found.length
      for (const [index, item] of [...list.children].entries()) item.setAttribute('aria-selected', index === active)
      input.setAttribute('aria-activedescendant', `place-${active}`)
    } else if (event.key === 'Enter') pick(Math.max(active, 0))
    else if (event.key === 'Escape') show([])
    else return
    event.preventDefault()
  }
  input.onblur = () => show([])
}
