export const roster = {
  search: 'Contacts and rooms',
  searchBox: 'Search contacts and rooms',
  placeholder: 'Find people or rooms',
  clearSearch: 'Clear search',
  palette: 'Command palette',
  show: 'Show contacts',
  /** What a filter is called, what stands on it. */
  filters: {
    all: { name: (count: number) => `Everyone, ${count}`, short: 'All' },
    here: { name: (count: number) => `Here now, ${count}`, short: 'Here' },
    away: { name: (count: number) => `Idle or away, ${count}`, short: 'Away' },
    out: { name: (count: number) => `Out of office, ${count}`, short: 'Out' },
    unread: { name: (count: number) => `Unread, ${count}`, short: 'New' },
  },

  contacts: 'Contacts',
  loading: 'Loading contacts',
  noGroup: 'Contacts',
  strangers: 'Not in your contacts',
  group: (name: string, summary: string) => (summary === '' ? name : `${name}, ${summary}`),
  here: (here: number, total: number) => `${here} of ${total} here`,
  row: (name: string, unread: number) => {
    if (unread === 0) return name
    return unread === 1 ? `${name}, 1 unread message` : `${name}, ${unread} unread messages`
  },

  empty: 'No contacts yet.',
  emptyHint: 'People you add appear here with their presence.',
  noMatch: (search: string) => `No match for “${search}”`,
  noMatchHint: 'Not in your contacts. If you know the full address, you can add it.',
  addContact: 'Add contact',
  nobody: {
    all: 'Nobody to show',
    here: 'Nobody is here now',
    away: 'Nobody is idle or away',
    out: 'Nobody is out of office',
    unread: 'No unread messages',
  },
  nobodyHint: 'Choose “All” to see everyone.',
}
