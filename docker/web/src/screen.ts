// Whether the screen is a phone's: as in page.css.
import { signal } from '@preact/signals'

const narrow = matchMedia('(max-width: 720px)')
export const isNarrow = signal(narrow.matches)
narrow.addEventListener('change', () => { isNarrow.value = narrow.matches })
