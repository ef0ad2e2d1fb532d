import { describe, expect, test } from 'vitest'
import { parseBareJid } from '../xmpp/jid.ts'
import { formatRoute, parseRoute, startRoute } from './routes.ts'

const juliet = parseBareJid('juliet@capulet.example')

describe('the route in the address', () => {
  test('goes there and back', () => {
    const routes = [
      startRoute,
      { ...startRoute, search: true },
      { ...startRoute, rooms: true },
      { ...startRoute, settings: true },
      { ...startRoute, chat: juliet },
      { ...startRoute, chat: juliet, details: true, settings: true },
      { ...startRoute, chat: parseBareJid('d?#&%\\20x@capulet.example') },
    ]
    for (const route of routes) expect(parseRoute(formatRoute(route))).toEqual(route)
  })

  test('what is no address of anybody is the start page', () => {
    for (const hash of [
      '',
      '#',
      '#/',
      '#/chat/',
      '#/chat/%',
      '#/chat/a@b/c',
      '#/chat/%40',
      '#nonsense',
      '#/chat/a@b@c',
    ]) {
      expect(parseRoute(hash).chat).toBeUndefined()
    }
  })

  test('details belong to a conversation', () => {
    expect(parseRoute('#/?details')).toEqual(startRoute)
  })
})
