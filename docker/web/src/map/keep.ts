// The tiles along a loop, from its overview to the closest look.
import { tilesUrl } from '../api'
import { stations } from '../loops'
import { network } from '../store'
import type { Loop } from '../types'
import { findLand, landTiles } from './land'

const [overview, closest, relief] = [9, 14, 11]
const step = 200

function tilesAlong(loop: Loop): Set<string> {
  const found = new Set<string>()
  let last = -step
  for (const { metres, point: [lon, lat] } of stations(loop)) {
    if (metres - last < step) continue
    last = metres
    const [x, y] = [(lon + 180) / 360, (1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2]
    for (let z = overview; z <= closest; z += 1) {
      // With what lies beside the line: a third of a tile around it.
      for (const east of [-1 / 3, 0, 1 / 3]) for (const south of [-1 / 3, 0, 1 / 3]) {
        found.add(`${z}/${Math.floor(x * 2 ** z + east)}/${Math.floor(y * 2 ** z + south)}`)
      }
    }
  }
  return found
}

export async function tileUrls(loop: Loop): Promise<string[]> {
  const land = await findLand()
  const version = network.peek()?.version
  return [...tilesAlong(loop)].flatMap((tile) => {
    const [z, x, y] = tile.split('/')
    const filled = (template: string) => template.replace('{z}', z).replace('{x}', x).replace('{y}', y)
    return [
      ...(version ? [filled(tilesUrl(version))] : []),
      ...(land ? [filled(landTiles(land.version, 'land/{z}/{x}/{y}.pbf'))] : []),
      ...(land?.relief && Number(z) <= relief ? [filled(landTiles(land.version, 'relief/{z}/{x}/{y}.webp'))] : []),
    ]
  })
}
