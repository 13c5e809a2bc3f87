// The page: what is asked, what is answered, and the link that restores it.
import { call, planUrl, tilesUrl } from './api.js'
import { colours, createMap } from './map.js'
import { choosePlaces } from './places.js'
import { showProfile } from './profile.js'

const $ = (id) => document.getElementById(id)
const kmPerMile = 1.609344
const shapes = { loop: 'Loop', figure_eight: 'Figure eight', lollipop: 'Lollipop', out_and_back: 'Out and back' }

let place = null
let loops = []
let chosen = 0
let metric = localStorage.getItem('units') === 'km'

const map = createMap(tilesUrl, (lat, lon) => startFrom({ lat, lon, name: `${lat.toFixed(4)}, ${lon.toFixed(4)}` }))
const lengthText = (miles) => metric ? `${(miles * kmPerMile).toFixed(1)} km` : `${miles.toFixed(1)} mi`

function say(text, state = '') {
  $('status').textContent = text
  $('status').className = state
}

function startFrom(chosenPlace) {
  place = chosenPlace
  $('place').value = place.name
  document.querySelector('.go').disabled = false
  map.showStart(place.lat, place.lon)
  say('Ready to plan.')
}

function showSliders() {
  $('drive-shown').textContent = lengthText($('drive').value / kmPerMile)
  $('hike-shown').textContent = lengthText(Number($('hike').value))
  $('units').textContent = metric ? 'miles' : 'km'
}

function card(loop, index) {
  const item = document.createElement('li')
  item.style.setProperty('--colour', colours[index])
  item.setAttribute('aria-current', index === chosen)
  const title = document.createElement('button')
  title.type = 'button'
  title.textContent = `${lengthText(loop.hike_mi)} from ${loop.trailhead || 'a trailhead'}`
  const facts = document.createElement('p')
  facts.textContent = [shapes[loop.shape], `${lengthText(loop.drive_km / kmPerMile)} drive`,
    loop.ascent_m !== null && `${Math.round(loop.ascent_m)} m climb`, `score ${loop.score.toFixed(2)}`].filter(Boolean).join(' · ')
  const trails = document.createElement('p')
  trails.textContent = loop.trails.join(' → ')
  const gpx = document.createElement('a')
  gpx.className = 'gpx'
  gpx.textContent = 'GPX'
  gpx.setAttribute('aria-label', `Download loop ${loop.rank} as GPX`)
  gpx.href = planUrl(asked(), { format: 'gpx', rank: loop.rank })
  gpx.download = ''
  item.append(title, facts, trails, gpx)
  item.onclick = () => choose(index)
  return item
}

function showLoops() {
  $('loops').replaceChildren(...loops.map(card))
  showProfile($('profile'), loops[chosen], (metres) => lengthText(metres / 1000 / kmPerMile), map.showDot)
}

function choose(index) {
  if (chosen === index) return
  chosen = index
  showLoops()
  $('loops').children[index].querySelector('button').focus()
}

const asked = () => ({ lat: place.lat, lon: place.lon, drive_km: $('drive').value, hike_mi: $('hike').value, loops: 3 })

async function plan() {
  say('Looking for loops…', 'busy')
  location.hash = new URLSearchParams({ ...asked(), name: place.name })
  loops = []
  chosen = 0
  try {
    const answer = await call(planUrl(asked()))
    loops = answer.loops
    if (answer.reason) say(answer.reason.message, 'problem')
    else say(`${loops.length} ${loops.length === 1 ? 'loop' : 'loops'} found.`)
  } catch (error) {
    say(error.message, 'problem')
  }
  showLoops()
  await map.showLoops(loops)
}

$('request').onsubmit = (event) => {
  event.preventDefault()
  if (place) plan()
}
for (const slider of ['drive', 'hike']) $(slider).oninput = showSliders
$('units').onclick = () => {
  metric = !metric
  localStorage.setItem('units', metric ? 'km' : 'mi')
  showSliders()
  showLoops()
}
$('share').onclick = async () => {
  if (place) location.hash = new URLSearchParams({ ...asked(), name: place.name })
  await navigator.clipboard.writeText(location.href).then(() => say('Link copied.'), () => say(location.href))
}
choosePlaces($('place'), $('places'), startFrom)
showSliders()

const shared = new URLSearchParams(location.hash.slice(1))
const [lat, lon] = [Number(shared.get('lat')), Number(shared.get('lon'))]
if (shared.has('lat') && Number.isFinite(lat) && Number.isFinite(lon)) {
  $('drive').value = shared.get('drive_km')
  $('hike').value = shared.get('hike_mi')
  showSliders()
  startFrom({ lat, lon, name: shared.get('name') || `${lat}, ${lon}` })
  plan()
} else {
  call('network_stats').then(({ bbox: [west, south, east, north] }) => map.fit([[west, south], [east, north]]),
    (error) => say(error.message, 'problem'))
}
