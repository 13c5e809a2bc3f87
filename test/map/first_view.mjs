// How many bytes of static tiles the page fetches to show the whole of a map: node first_view.mjs FOLDER/tiles. For a map of 1015 x 800
// pixels, as a screen of 1400 x 800 has it beside the sheet.
import { readFileSync, statSync } from 'node:fs'

const folder = process.argv[2]
const { bounds: [west, south, east, north], minzoom, maxzoom, relief } = JSON.parse(readFileSync(`${folder}/map.json`))
const [width, height, padding] = [1015, 800, 60]
const x = (lon) => (lon + 180) / 360
const y = (lat) => (1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2
const tall = y(south) - y(north)
const wide = x(east) - x(west)
const zoom = Math.log2(Math.min((width - 2 * padding) / wide, (height - 2 * padding) / tall) / 512)
const [middleX, middleY] = [(x(west) + x(east)) / 2, (y(south) + y(north)) / 2]

// MapLibre takes vector tiles of the zoom below and pictures of the nearest, which a view a little closer has above.
function bytes(layer, ending, nearest, most) {
  const z = Math.min(Math.max(nearest, minzoom), most)
  const reach = (pixels) => pixels / 2 / 512 / 2 ** zoom
  let sum = 0
  for (let column = Math.floor((middleX - reach(width)) * 2 ** z); column <= (middleX + reach(width)) * 2 ** z; column += 1) {
    for (let row = Math.floor((middleY - reach(height)) * 2 ** z); row <= (middleY + reach(height)) * 2 ** z; row += 1) {
      sum += statSync(`${folder}/${layer}/${z}/${column}/${row}.${ending}`, { throwIfNoEntry: false })?.size ?? 0
    }
  }
  return sum
}

console.log(bytes('land', 'pbf', Math.floor(zoom), maxzoom) + (relief ? bytes('relief', 'webp', Math.ceil(zoom), 11) : 0))
