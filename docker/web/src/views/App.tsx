import { loop, planned } from '../store'
import { isNarrow } from '../screen'
import { say } from '../words'
import { Browse } from './Browse'
import { Cards } from './Cards'
import { Footer } from './Footer'
import { MapHint } from './MapHint'
import { MapView } from './MapView'
import { Profile } from './Profile'
import { Status } from './Status'
import { WishesForm } from './WishesForm'

export function App() {
  const found = (planned.value?.loops.length ?? 0) > 0
  return (
    <>
      <MapView />
      <MapHint />
      <div class={found ? 'sheet has-loops' : 'sheet'}>
        <header>
          <h1>loopgenie</h1>
          <p>{say('tagline')}</p>
        </header>
        <main>
          <WishesForm />
          <Status />
          <Cards />
          <Browse />
        </main>
        <Footer />
      </div>
      {loop.value && !isNarrow.value && <Profile loop={loop.value} />}
    </>
  )
}
