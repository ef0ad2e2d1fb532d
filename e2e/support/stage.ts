import type { Host } from '../server/prosody-config.mjs'

/** What the set-up of a run tells its workers. */
export interface Stage {
  /** Address of the app. */
  site: string
  /** WebSocket address of the server. */
  server: string
  dataPath: string
  logFile: string
  componentPort: number
}

/** The second host keeps its passwords as older servers do (SCRAM-SHA-1). */
export const stageHosts: Host[] = [{ name: 'test.example' }, { name: 'old.example', passwordHash: 'SHA-1' }]

const VARIABLE = 'E2E_STAGE'

export function publishStage(stage: Stage): void {
  process.env[VARIABLE] = JSON.stringify(stage)
}

export function readStage(): Stage {
  const text = process.env[VARIABLE]
  if (!text) throw new Error('The tests run through `playwright test`, which sets the stage.')
  return JSON.parse(text) as Stage
}
