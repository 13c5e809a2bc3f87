// The map's colours, by day and by night.
export interface Palette {
  paper: string
  ink: string
  quiet: string
  halo: string
  trail: string
  dull: string
  alpine: string
  town: string
  meadow: string
  heath: string
  rock: string
  ice: string
  wood: string
  water: string
  waterName: string
  building: string
  rail: string
  road: string
  majorRoad: string
  roadEdge: string
  contour: string
  contourName: string
  relief: number
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    paper: '#f4f0e4', ink: '#26302b', quiet: '#5b655f', halo: '#fffffff0', trail: '#3f7352', dull: '#8d8672', alpine: '#7a3b86',
    town: '#e6dfd3', meadow: '#e9edd6', heath: '#e6e4cb', rock: '#e4e0da', ice: '#e3f0f5', wood: '#d3e2c3', water: '#a9cfe2', waterName: '#2f6480',
    building: '#d0c6b8', rail: '#8f8a84', road: '#ffffff', majorRoad: '#f6d79b', roadEdge: '#c9bfae', contour: '#b3946a', contourName: '#8a6c43', relief: 0.7,
  },
  dark: {
    paper: '#1a201d', ink: '#e6ebe4', quiet: '#a3ada5', halo: '#141916', trail: '#7fb391', dull: '#6e756c', alpine: '#c79bd6',
    town: '#252a28', meadow: '#1f2822', heath: '#24281f', rock: '#262928', ice: '#2b3a40', wood: '#1d2b22', water: '#1f3b4a', waterName: '#7fb4cf',
    building: '#323836', rail: '#5b605d', road: '#3b423e', majorRoad: '#57503a', roadEdge: '#151a17', contour: '#6f6147', contourName: '#a08a63', relief: 0.6,
  },
}
