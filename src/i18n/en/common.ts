export const common = {
  product: 'Whereabouts',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  moreActions: 'More actions',
  notices: 'Notices',
  skipToConversation: 'Skip to conversation',
  notYet: 'This comes with a later version.',

  brokenConfig: {
    title: 'This page is not set up correctly',
    text: 'Its file config.json can’t be used, so nobody can sign in here. Please tell whoever runs this site.',
    problem: 'What is wrong with it',
    again: 'Try again',
  },

  crash: {
    title: 'Something went wrong here',
    text: 'This part of Whereabouts stopped. Your messages are safe: load the page again to go on.',
    again: 'Load again',
  },

  window: {
    yourAccount: 'Your account',
    addContactOrRoom: 'Add contact or room',
    addContact: 'Add contact',
    joinRoom: 'Join room',
    browseRooms: 'Browse rooms',
    roomsLater: 'Rooms come with a later version.',
    settings: 'Settings',
    contacts: 'Contacts',
    around: 'Who is around',
    details: 'Contact details',
    tabs: 'Main',
    people: 'People',
    rooms: 'Rooms',
    search: 'Search',
    unread: (count: number) => (count === 1 ? '1 unread' : `${count} unread`),
    title: (name: string, unread: number) =>
      `${unread > 0 ? `(${unread}) ` : ''}${name ? `${name} · ` : ''}Whereabouts`,
  },
}
