import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// People bring their own servers, so https: and wss: stay open; unencrypted only on this computer. No inline script or style.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob: https:",
  "font-src 'self'",
  // http: only to ask a server on this computer why its WebSocket did not open.
  "connect-src 'self' https: wss: ws://localhost:* ws://127.0.0.1:* http://localhost:* http://127.0.0.1:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The built page carries its policy itself: any static host will do. The development server needs inline scripts. */
function contentSecurityPolicy(): Plugin {
  const attrs = { 'http-equiv': 'Content-Security-Policy', content: policy }
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [{ tag: 'meta', attrs, injectTo: 'head-prepend' }],
  }
}

interface ModuleGraph {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null
}

/** The chunk of a module that the entry imports, directly or not; others are left to the bundler. */
function firstScreen(id: string, graph: ModuleGraph, seen = new Set<string>()): string | null {
  if (seen.has(id)) return null
  seen.add(id)
  const info = graph.getModuleInfo(id)
  if (!info) return null
  return info.isEntry || info.importers.some(importer => firstScreen(importer, graph, seen)) ? 'first' : null
}

export default defineConfig({
  // Relative addresses: the built site works from any path of any host.
  base: './',
  plugins: [react(), tailwindcss(), contentSecurityPolicy()],
  build: {
    target: 'es2023',
    manifest: true,
    sourcemap: false,
    // Every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    // What the first screen needs is one file, however many later screens share parts of it: fewer requests, fewer bytes.
    rolldownOptions: { output: { advancedChunks: { groups: [{ name: firstScreen }] } } },
  },
  server: { host: '127.0.0.1' },
  test: { include: ['src/**/*.test.{ts,tsx}'], environment: 'node' },
})
