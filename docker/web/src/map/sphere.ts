// Metres between two points of degrees, on a sphere: for what is drawn, not for what is measured.
const radius = 6371008.8
const radians = Math.PI / 180

export function greatCircle([lonA, latA]: number[], [lonB, latB]: number[]): number {
  const dLat = (latB - latA) * radians
  const dLon = (lonB - lonA) * radians
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * Math.sin(dLon / 2) ** 2
  return 2 * radius * Math.asin(Math.sqrt(a))
}
