import type { ComponentChildren } from 'preact'
import type { Scale } from '../units'

interface Props {
  id: string
  label: string
  scale: Scale
  unit: ComponentChildren
  value: number
  least: number
  most: number
  onChange: (value: number) => void
}

const steps = 100
const tidy = (figure: number) => {
  const step = figure < 10 ? 0.5 : figure < 50 ? 1 : 5
  return Math.round(figure / step) * step
}

// A length or a time as a number and as a slider. The slider is fine where there is little: each step is a fifteenth or so
// more than the one before.
export function Amount({ id, label, scale: { shown, from }, unit, value, least, most, onChange }: Props) {
  const clamp = (figure: number) => Math.min(Math.max(from(figure), least), most)
  const ratio = Math.log(most / least)
  return (
    <div class="amount">
      <label for={id}>{label}</label>
      <span><input id={id} type="number" min={shown(least).toFixed(1)} max={shown(most).toFixed(1)} step="any"
        value={Number(shown(value).toFixed(1))} onChange={(event) => {
          const asked = event.currentTarget.valueAsNumber
          if (asked > 0) onChange(clamp(asked))
          event.currentTarget.value = String(Number(shown(asked > 0 ? clamp(asked) : value).toFixed(1)))
        }} /> {unit}</span>
      <input type="range" aria-label={label} min="0" max={steps} value={Math.round(steps * Math.log(value / least) / ratio)}
        aria-valuetext={shown(value).toFixed(1)}
        onInput={(event) => onChange(clamp(tidy(shown(least * Math.exp(ratio * event.currentTarget.valueAsNumber / steps)))))} />
    </div>
  )
}
