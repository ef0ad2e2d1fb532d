import { start } from './en/start.ts'

/** Fetched with the start page: the contacts come first. */
export type StartWords = typeof start

export const startWords: StartWords = start
