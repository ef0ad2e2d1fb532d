export const status = {
  button: (availability: string) => `Your status: ${availability}`,
  connecting: 'Connecting…',
  offlineShown: (availability: string) => `Offline, last shown ${availability}`,
  /** Nobody was told anything: "Stay invisible until I choose". */
  hidden: 'Offline',
  dialog: 'Your status',
  availability: 'Availability',
  availabilities: {
    available: 'Available',
    chat: 'Free to chat',
    away: 'Away',
    xa: 'Away for long',
    dnd: 'Do not disturb',
  },
  message: 'Status message',
  messagePlaceholder: 'What are you up to?',
  contactsSee: 'Contacts see',
  seesAvailability: (availability: string, message: string) =>
    message ? `${availability} · ${message}` : availability,
  seesDevice: 'That you are signed in with this device',
  seesTyping: 'That you are typing, while you write to them',
  hiddenSees: 'That you are offline, until you choose above',
  nobodySees: 'Nobody: no contact may see your presence yet',
  setOutOfOffice: 'Set out of office',
  changeWhatContactsSee: 'Change what contacts see',
}
