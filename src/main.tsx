import { createRoot } from 'react-dom/client'
import './app/styles/index.css'
import { App } from './app/app.tsx'
import { applyTheme } from './app/theme.ts'

applyTheme()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
