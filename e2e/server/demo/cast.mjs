import { CLIENTS } from '../../support/caps.mjs'
import * as act from './acts.mjs'

/**
 * The demo world: who is in it and what each of them does. One contact for every state the app can show.
 * @typedef {{ jid: string, name: string, group: string, play?: act.Act }} Role  who plays nothing is offline
 */

/** A session on the second one is kept for a month: longer than anybody looks at a demo. */
export const HOSTS = ['kavel.example', { name: 'tidal.example', extra: 'smacks_hibernation_time = 2592000' }]

/** A server of its own, which goes down as soon as it was seen (`northpier.mjs`). */
export const LOST_HOST = 'northpier.example'

/** Public on purpose: this server lives on loopback and holds nobody's words. */
export const PASSWORD = 'whereabouts'

/** The account that the visitor plays. */
export const OWNER = { jid: 'lena@kavel.example', name: 'Lena Brandt' }

/** Asks the visitor to see her presence. */
export const STRANGER = { jid: 'ines@tidal.example', name: 'Ines Duarte' }

/** Was asked by the visitor and has not answered. */
export const UNDECIDED = { jid: 'marlene@tidal.example', name: 'Marlene Voss' }

const desk = { resource: 'desk', identity: CLIENTS.gajim }
const phone = { resource: 'phone', identity: CLIENTS.conversations }

/** @type {Role[]} */
export const CAST = [
  { jid: 'ada@kavel.example', name: 'Ada Nwosu', group: 'Platform', play: act.present({ ...desk }) },
  {
    jid: 'jonas@kavel.example',
    name: 'Jonas Lindqvist',
    group: 'Platform',
    play: act.talkative(CLIENTS.dino),
  },
  {
    jid: 'noor@kavel.example',
    name: 'Noor Haddad',
    group: 'Platform',
    play: act.present({ ...desk, show: 'dnd', status: 'Deep work until 16:00' }),
  },
  {
    jid: 'mira@kavel.example',
    name: 'Mira Castellan',
    group: 'Platform',
    play: act.present({ ...desk, identity: CLIENTS.movim, idleFor: minutes(12) }),
  },
  {
    jid: 'tomas@kavel.example',
    name: 'Tomás Rey',
    group: 'Platform',
    play: act.together(
      act.present({ ...desk, idleFor: minutes(38) }),
      act.present({ ...phone, show: 'away', status: 'On the phone only', idleFor: minutes(95) }),
    ),
  },
  {
    jid: 'aoi@kavel.example',
    name: 'Aoi Sato',
    group: 'Platform',
    play: act.present({
      ...desk,
      identity: CLIENTS.poezio,
      show: 'away',
      status: 'Lunch',
      idleFor: minutes(48),
    }),
  },
  {
    jid: 'grace@kavel.example',
    name: 'Grace Abara',
    group: 'Operations',
    play: act.goesIdleAndComesBack(
      { ...phone, identity: CLIENTS.monal, show: 'chat' },
      { here: minutes(3), idle: minutes(2) },
    ),
  },
  {
    jid: 'luca@kavel.example',
    name: 'Luca Ferri',
    group: 'Operations',
    play: act.present({ ...desk, show: 'xa', idleSince: yesterdayAt(18, 40) }),
  },
  {
    jid: 'pavel@tidal.example',
    name: 'Pavel Dvořák',
    group: 'Operations',
    play: act.dropsOut({ ...phone, status: 'On the train' }),
  },
  { jid: `wiebke@${LOST_HOST}`, name: 'Wiebke Harms', group: 'Operations' },
  { jid: 'eleni@tidal.example', name: 'Eleni Papadaki', group: 'Operations' },
  {
    jid: 'kofi@tidal.example',
    name: 'Kofi Mensah',
    group: 'Community',
    play: act.comesAndGoes(phone, seconds(40)),
  },
]

/** @param {string} jid */
export const isLost = jid => jid.endsWith(`@${LOST_HOST}`)

/** @param {number} count */
function seconds(count) {
  return count * 1000
}

/** @param {number} count */
function minutes(count) {
  return count * 60_000
}

/** @param {number} hour @param {number} minute local time */
function yesterdayAt(hour, minute) {
  const date = new Date()
  date.setDate(date.getDate() - 1)
  date.setHours(hour, minute, 0, 0)
  return date
}
