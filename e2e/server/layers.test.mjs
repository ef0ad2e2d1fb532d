import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkFile } from './layers.mjs'

/** @type {[file: string, code: string][]} */
const GOOD = [
  ['state/roster.ts', "import { parseJid } from '../xmpp/jid'"],
  ['state/store.ts', "import { createStore } from 'zustand/vanilla'"],
  ['storage/archive.ts', "import type { BareJid } from '../xmpp/jid'"],
  ['session/connect.ts', "import { client } from '@xmpp/client-core'"],
  [
    'features/roster/row.tsx',
    "import { Row } from './parts/row'\nimport { Tick } from '../../components/tick'",
  ],
  ['app/shell.tsx', "const Settings = lazy(() => import('../features/settings/settings'))"],
  ['main.tsx', "import { App } from './app/app'\nimport './app/theme.css'"],
  ['ui/tab.tsx', 'const a = <a href="#main">Skip</a>, b = <a href={\'#main\'}>Skip</a>'],
  ['features/x/text.tsx', 'const x = <SafeLink onClick={() => open()} href={url}>here</SafeLink>'],
  ['app/tabs.tsx', 'const x = <a href={formatRoute(to)}>here</a>'],
  ['components/safe-link.tsx', 'const link = <a href={url}>here</a>'],
  ['lib/clock.ts', "// import { x } from '../state/store'\n/* dangerouslySetInnerHTML */"],
  ['xmpp/jid.test.ts', "import fc from 'fast-check'"],
]

/** @type {[file: string, code: string, complaint: RegExp][]} */
const BAD = [
  ['lib/clock.ts', "import { roster } from '../state/roster'", /lib\/ may not import state\//],
  ['xmpp/jid.ts', "import { send } from '../session/session'", /xmpp\/ may not import session\//],
  ['xmpp/jid.ts', "export * from '../session/session'", /may not import/],
  ['state/roster.ts', "const x = await import('../storage/archive')", /may not import/],
  ['ui/button.tsx', "import {\n  words,\n} from '../i18n/words'", /ui\/ may not import i18n\//],
  ['storage/archive.ts', "import { parseJid } from '../xmpp/jid'", /types only/],
  ['features/roster/row.tsx', "import { log } from '../conversation/log'", /meet in app\//],
  ['features/roster/row.tsx', "import { App } from '../../app/app'", /may not import app\//],
  ['state/roster.ts', "import { create } from 'zustand'", /zustand is imported in/],
  ['account/account.ts', "import { xml } from '@xmpp/xml'", /@xmpp\/xml is imported in/],
  ['xmpp/jid.ts', "import { jid } from '@xmpp/jid'", /@xmpp\/ is imported in/],
  ['state/roster.ts', "import { useState } from 'react'", /react is imported in/],
  ['helpers/x.ts', "import { a } from '../lib/a'", /no place in the table/],
  ['ui/html.tsx', 'const x = <p dangerouslySetInnerHTML={{ __html: body }} />', /never markup/],
  [
    'ui/link.tsx',
    'const x = <SafeLink href={url}><a onClick={() => open()} href={url}>here</a></SafeLink>',
    /safe-link/,
  ],
  ['ui/link.tsx', 'const x = <img src={photo.address} alt="" />', /safe-image/],
]

describe('the layer check', () => {
  for (const [file, code] of GOOD) {
    test(`lets ${file} write ${code.slice(0, 60).replaceAll('\n', ' ')}`, () =>
      assert.deepEqual(checkFile(file, code), []))
  }
  for (const [file, code, complaint] of BAD) {
    test(`forbids ${file} to write ${code.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      const problems = checkFile(file, code)
      assert.equal(problems.length, 1)
      assert.match(problems[0] ?? '', complaint)
    })
  }

  test('names the line', () => {
    assert.match(
      checkFile('lib/a.ts', "const a = 1\n\nimport { b } from '../ui/b'\n")[0] ?? '',
      /^src\/lib\/a\.ts:3: /,
    )
  })
})
