import { describe, expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { decodePresence } from '../presence.ts'
import { DESCRIPTION_LENGTH, stateAnnotation } from './0310-presence-state-annotations.ts'

const annotated = (content: string, from = 'montague.lit') =>
  stateAnnotation.decode(
    stanza('presence', `<state-annotation xmlns='urn:xmpp:psa' from='${from}'>${content}</state-annotation>`),
  )

describe('XEP-0310', () => {
  test('listing 2: Romeo receives Juliet’s presence, annotated that the S2S is unavailable', () => {
    const presence = fixture(`
      <presence from='juliet@capulet.lit/orchard' to='romeo@montague.lit/lane'>
        <status>Available</status>
        <state-annotation xmlns="urn:xmpp:psa" from="montague.lit">
          <server-unavailable/>
          <description>The capulet.lit server is no longer available</description>
        </state-annotation>
      </presence>`)
    expect(decodePresence(presence)).toMatchObject({
      status: 'Available',
      annotation: {
        by: 'montague.lit',
        kind: 'server-unavailable',
        description: 'The capulet.lit server is no longer available',
      },
    })
  })

  test('listing 3: annotated that S2S is restored', () =>
    expect(annotated('')).toEqual({ by: 'montague.lit' }))

  test('listing 5: annotated for the paused session', () =>
    expect(annotated('<connection-paused/>')).toEqual({ by: 'montague.lit', kind: 'connection-paused' }))
})

test('of both reasons the server counts', () =>
  expect(annotated('<connection-paused/><server-unavailable/>')?.kind).toBe('server-unavailable'))

test('a reason of tomorrow is a reason', () => expect(annotated('<eclipse/>')?.kind).toBe('other'))

test('a description alone is an empty annotation', () =>
  expect(annotated('<description>all is well</description>')).toEqual({
    by: 'montague.lit',
    description: 'all is well',
  }))

test('a long description is cut', () =>
  expect(annotated(`<other/><description>${'x'.repeat(100_000)}</description>`)?.description).toHaveLength(
    DESCRIPTION_LENGTH,
  ))

test.each(['', '@', 'a b'])('annotated by nobody (%j) is still annotated', from =>
  expect(annotated('<server-unavailable/>', from)).toEqual({ kind: 'server-unavailable' }),
)
