import { kmFrom, kmShown, milesFrom, milesShown, units } from '../units'

interface Props {
  id: string
  label: string
  measure: 'km' | 'mi'
  value: number
  least: number
  most: number
  onChange: (value: number) => void
}

const steps = 100

// A length as a number and as a slider, in the visitor's units. The slider is fine where lengths are short: each step is
// a fifteenth or so more than the one before.
export function Length({ id, label, measure, value, least, most, onChange }: Props) {
  const [shown, from] = measure === 'km' ? [kmShown, kmFrom] : [milesShown, milesFrom]
  const tidy = (length: number) => {
    const step = length < 10 ? 0.5 : length < 50 ? 1 : 5
    return Math.round(length / step) * step
  }
  const clamp = (length: number) => Math.min(Math.max(from(length), least), most)
  const ratio = Math.log(most / least)
  return (
    <div class="length">
      <label for={id}>{label}</label>
      <span><input id={id} type="number" min={shown(least).toFixed(1)} max={shown(most).toFixed(1)} step="any"
        value={Number(shown(value).toFixed(1))} onChange={(event) => {
          const asked = event.currentTarget.valueAsNumber
          if (asked > 0) onChange(clamp(asked))
          event.currentTarget.value = String(Number(shown(asked > 0 ? clamp(asked) : value).toFixed(1)))
        }} /> {units.value}</span>
      <input type="range" aria-label={label} min="0" max={steps} value={Math.round(steps * Math.log(value / least) / ratio)}
        aria-valuetext={`${shown(value).toFixed(1)} ${units.value}`}
        onInput={(event) => onChange(clamp(tidy(shown(least * Math.exp(ratio * event.currentTarget.valueAsNumber / steps)))))} />
    </div>
  )
}
