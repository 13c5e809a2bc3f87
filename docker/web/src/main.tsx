import { render } from 'preact'
import { startKeeping } from './offline'
import { followLink, loadNetwork } from './store'
import { App } from './views/App'
import './page.css'

render(<App />, document.getElementById('page')!)
addEventListener('popstate', followLink)
followLink()
loadNetwork()
startKeeping()
