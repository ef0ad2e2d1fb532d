import { contact } from './en/contact.ts'

/** Fetched with the screens that say them, not with the first one. */
export type ContactWords = typeof contact

export const contactWords: ContactWords = contact
