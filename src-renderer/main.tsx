import './styles/tokens.css'
import './styles/base.css'
import { createRoot } from 'react-dom/client'
import { useStore } from 'zustand'
import { App } from './app.tsx'
import { api } from './bridge.ts'
import { appStore, followState } from './stores/app-store.ts'

function Window() {
  const ready = useStore(appStore, ({ shown }) => shown !== null)
  return ready ? <App /> : null
}

followState(api)
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<Window />)
