import { units } from '../units'
import { language, languageNames, languages, say, speak, type Language } from '../words'

export function Footer() {
  return (
    <footer>
      <label>{say('units')}{' '}
        <select id="units" value={units.value} onChange={(event) => { units.value = event.currentTarget.value as 'km' | 'mi' }}>
          <option value="km">km, m</option>
          <option value="mi">mi, ft</option>
        </select>
      </label>
      <label>{say('language')}{' '}
        <select id="language" value={language.value} onChange={(event) => speak(event.currentTarget.value as Language)}>
          {languages.map((code) => <option key={code} value={code} lang={code}>{languageNames[code]}</option>)}
        </select>
      </label>
      <p>{say('map_data')}</p>
    </footer>
  )
}
