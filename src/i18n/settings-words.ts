import { settings } from './en/settings.ts'

/** The words of the settings: fetched with them, not with the first screen. */
export type SettingsWords = typeof settings

export const settingsWords: SettingsWords = settings
