import dayjs from 'dayjs'
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
  const [day, today] = [dayjs(at), dayjs(now)]
  if (day.isSame(today, 'day')) return conversationWords.today
  if (day.isSame(today.subtract(1, 'day'), 'day')) return conversationWords.yesterday
  const format = day.isSame(today, 'year') ? thisYear : otherYear
  return format.format(at).replace(',', '')
}
