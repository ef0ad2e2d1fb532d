import { words } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'

/** The operator's config.json cannot be used: nobody can sign in until it is mended. */
export function BrokenConfig({ problem }: { readonly problem: string }) {
  const text = words.common.brokenConfig
  return (
    <main className="grid min-h-dvh">
      <div className="empty">
        <h1>{text.title}</h1>
        <p>{text.text}</p>
        <p role="alert">
          {text.problem}: <code className="font-mono text-sm">{problem}</code>
        </p>
        <Button className="mt-3" icon="refresh" onClick={() => location.reload()}>
          {text.again}
        </Button>
      </div>
    </main>
  )
}
