export const start = {
  hereNow: (here: number, all: number) =>
    all === 1
      ? here === 1
        ? 'Your one contact is here now.'
        : 'Your one contact is not here now.'
      : `${here} of your ${all} contacts ${here === 1 ? 'is' : 'are'} here now.`,
  asOf: (time: string) => `You’re offline. What you see is from ${time}.`,
  dayAndTime: (day: string, time: string) => `${day.replace(',', '')}, ${time}`,
  sentence: (date: string, rest: string) => `${date}. ${rest}`,
  setOutOfOffice: 'Set out of office',
  outOfOfficeLater: 'Out of office comes with a later version.',
  emptyHeading: 'Nobody on your board yet',
  emptyText:
    'Add the people you work with. Once they approve, you see whether they’re here before you write.',
  addContact: 'Add contact',
  joinRoom: 'Join room',

  /** Labels of the timeline; durations and moments come ready made. */
  timeline: {
    region: 'Timeline',

    hereNow: 'Here now',
    since: (when: string) => `Since ${when}`,
    stale: {
      'connection-paused': (when: string) => `Paused, last known ${when}`,
      'server-unavailable': (when: string) => `Unreachable, last known ${when}`,
      other: (when: string) => `Last known ${when}`,
    },
    unreachableNow: 'Unreachable',
    seen: (when: string) => `Seen ${when}`,
    asOf: (state: string, when: string) => `${state}, as of ${when}`,

    week: '1 week',
    yesterday: 'yesterday',
    tomorrow: 'tomorrow',
    twoWeeks: '2 weeks',
  },
}
