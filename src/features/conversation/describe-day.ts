import { conversationWords } from '../../i18n/conversation-words.ts'
import { words } from '../../i18n/words.ts'
import type { Timestamp } from '../../lib/time.ts'

const { locale } = words.presence
const thisYear = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' })
const otherYear = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** "Today", "Yesterday", "Tuesday 18 November", with the year when it is not this one. */
export function describeDay(at: Timestamp, now: Timestamp): string {
  const [day, today] = [new Date(at), new Date(now)]
  if (day.toDateString() === today.toDateString()) return conversationWords.today
  today.setDate(today.getDate() - 1)
  if (day.toDateString() === today.toDateString()) return conversationWords.yesterday
  const format = day.getFullYear() === new Date(now).getFullYear() ? thisYear : otherYear
  return format.format(day).replace(',', '')
}
