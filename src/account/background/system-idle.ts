// The browser's Idle Detection: whether somebody does something anywhere on this device.
import { MINUTE, type Timestamp } from '../../lib/time.ts'

/** After so long without input the browser calls the device idle, ms: the least it allows. */
const THRESHOLD = MINUTE
/** Nothing heard or asked for longer than that: the device slept, and what was true before it is not known now, ms. */
const MEMORY = 3 * MINUTE

interface Detector extends EventTarget {
  readonly userState: string | null
  readonly screenState: string | null
  start(options: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void>
}
interface DetectorClass {
  new (): Detector
  requestPermission(): Promise<string>
}

const detectorClass = () => (globalThis as { readonly IdleDetector?: DetectorClass }).IdleDetector

export const canWatchSystem = (): boolean => detectorClass() !== undefined

/** To be called by a click: the browser asks the person. */
export async function mayWatchSystem(): Promise<boolean> {
  return (
    (await detectorClass()
      ?.requestPermission()
      .catch(() => 'denied')) === 'granted'
  )
}

export interface SystemIdle {
  isActive(): boolean
  stop(): void
}

/** Without the browser's permission it is never active, and all depends on the page's own input. */
export function watchSystem(listener: {
  readonly onActive: () => void
  /** `lastInput` as the browser found it. */
  readonly onIdle: (lastInput: Timestamp) => void
}): SystemIdle {
  const controller = new AbortController()
  let isActive = false
  let knownAt = Date.now()

  function start(Detector: DetectorClass): void {
    const detector = new Detector()
    detector.addEventListener('change', () => {
      const now = Date.now()
      const slept = now - knownAt > MEMORY
      const wasActive = isActive
      isActive = detector.userState === 'active' && detector.screenState !== 'locked'
      knownAt = now
      if (isActive) listener.onActive()
      else if (wasActive && !slept) listener.onIdle(now - THRESHOLD)
    })
    detector.start({ threshold: THRESHOLD, signal: controller.signal }).then(
      () => {
        isActive = detector.userState === 'active' && detector.screenState !== 'locked'
        knownAt = Date.now()
      },
      () => {},
    )
  }

  const Detector = detectorClass()
  if (Detector) start(Detector)
  return {
    isActive() {
      const now = Date.now()
      const isKnown = now - knownAt <= MEMORY
      knownAt = now
      return isActive && isKnown
    },
    stop() {
      controller.abort()
      isActive = false
    },
  }
}
