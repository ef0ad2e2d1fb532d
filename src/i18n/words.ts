import { common } from './en/common.ts'
import { connection } from './en/connection.ts'
import { presence } from './en/presence.ts'
import { roster } from './en/roster.ts'
import { signIn } from './en/sign-in.ts'
import { status } from './en/status.ts'

/**
 * The words of the product in one language: whole phrases, never glued together from parts. Parts that come later
 * may bring their own (settings-words.ts and its like).
 */
const english = { common, connection, presence, roster, signIn, status }

/** A further language is a module of this type; what it lacks fails the typecheck. */
export type Words = typeof english

/** The language in use. */
export const words: Words = english
