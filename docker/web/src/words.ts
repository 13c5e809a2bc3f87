// What the page says, in five languages: one row a phrase. {0}, {1} are filled in.
import { effect, signal } from '@preact/signals'
import { table } from './words-table'

export const languages = ['en', 'de', 'fr', 'es', 'ca'] as const
export type Language = typeof languages[number]
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ca: 'Català' }

export type Phrase = keyof typeof table

const isLanguage = (text: string | null | undefined): text is Language => languages.includes(text as Language)
const preferred = () => [localStorage.getItem('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))].find(isLanguage) ?? 'en'

export const language = signal<Language>(preferred())
effect(() => {
  document.documentElement.lang = language.value
})

export function speak(chosen: Language) {
  language.value = chosen
  localStorage.setItem('language', chosen)
}

export const say = (phrase: Phrase, ...parts: (string | number)[]) =>
  table[phrase][languages.indexOf(language.value)].replace(/\{(\d)\}/g, (_, i) => String(parts[Number(i)]))

// Kinds of places and starts come from the data: those without a word of ours are shown as they are.
export const sayKind = (kind: string) => `kind_${kind}` in table ? say(`kind_${kind}` as Phrase) : kind.replaceAll('_', ' ')

// What has no name is called after its kind.
export const sayName = (name: string) => sayKind(name.replaceAll(' ', '_'))

export const dayAndMonth = (date: string, withYear: boolean) => new Intl.DateTimeFormat(language.value,
  { day: 'numeric', month: 'long', timeZone: 'UTC', ...(withYear && { year: 'numeric' }) }).format(new Date(`${date}T00:00Z`))
