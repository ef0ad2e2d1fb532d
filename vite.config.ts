import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Relative addresses: the built site works from any path of any host.
  base: './',
  plugins: [react(), tailwindcss()],
  build: { target: 'es2023', manifest: true, sourcemap: false },
  server: { host: '127.0.0.1' },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
})
