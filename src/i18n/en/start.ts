export const start = {
  heading: 'Who is around',
  hereNow: (here: number, all: number) =>
    all === 1
      ? here === 1
        ? 'Your one contact is here now.'
        : 'Your one contact is not here now.'
      : `${here} of your ${all} contacts ${here === 1 ? 'is' : 'are'} here now.`,
  asOf: (time: string) => `You’re offline. What you see is from ${time}.`,
  dayAndTime: (day: string, time: string) => `${day.replace(',', '')}, ${time}`,
  sentence: (date: string, rest: string) => `${date}. ${rest}`,
  list: 'Here and away',
  nobodyHere: 'None of your contacts is signed in now.',
  more: (count: number) => (count === 1 ? 'and 1 more in the list' : `and ${count} more in the list`),
  emptyHeading: 'Nobody on your board yet',
  emptyText:
    'Add the people you work with. Once they approve, you see whether they’re here before you write.',
  addContact: 'Add contact',
  joinRoom: 'Join room',
}
