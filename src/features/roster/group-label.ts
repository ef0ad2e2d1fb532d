import { words } from '../../i18n/words.ts'
import { STRANGERS } from '../../state/roster-list.ts'

/** How a group is called on the screen. */
export function groupLabel(name: string): string {
  if (name === STRANGERS) return words.roster.strangers
  return name === '' ? words.roster.noGroup : name
}
