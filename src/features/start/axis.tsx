import { useClock } from '../../components/use-account.ts'
import { type Tick, ticksAt } from './timeline-ticks.ts'

const classes = { now: 'now', plain: undefined, roomy: 'o' } as const

/** The labels above the lanes, and the lines that go down from them. */
export function Axis() {
  const ticks = useClock(ticksAt, sameTicks)
  return (
    <>
      <div className="axis" aria-hidden="true">
        <span />
        <div className="ax">
          {ticks.map(({ place, label, kind }) => (
            <span key={label} className={classes[kind]} style={start(place)}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <div className="grid-l" aria-hidden="true">
        {ticks.map(({ place, label, kind }) => (
          <i key={label} className={classes[kind]} style={start(place)} />
        ))}
      </div>
    </>
  )
}

function start(place: number) {
  return { insetInlineStart: `${(place * 100).toFixed(2)}%` }
}

function sameTicks(a: readonly Tick[], b: readonly Tick[]): boolean {
  return (
    a.length === b.length && a.every((tick, i) => tick.label === b[i]?.label && tick.place === b[i]?.place)
  )
}
