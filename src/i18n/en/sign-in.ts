export const signIn = {
  aboutRegion: 'About Whereabouts',
  tagline: 'See who’s there. Then write.',
  promise: 'Talks to your own XMPP server and to nobody else.',
  heading: 'Sign in',
  intro: 'Use the XMPP account from your team or community.',
  introLocked: (domain: string) => `Use your account at ${domain}.`,
  address: 'XMPP address',
  addressPlaceholder: 'you@server',
  addressPlaceholderAt: (domain: string) => `you@${domain}`,
  localPlaceholder: 'you',
  password: 'Password',
  showPassword: 'Show password',
  keep: 'Keep me signed in on this device',
  submit: 'Sign in',
  advanced: 'Advanced',
  serverUrl: 'Server URL (WebSocket)',
  serverUrlPlaceholder: 'Found automatically',
  serverUrlHint: 'Leave empty unless your admin gave you one.',
  lede: 'Couldn’t sign in.',

  serverSays: (text: string) => `The server says: “${text}”`,

  confirmHost: {
    question: (host: string) => `Sign in through ${host}?`,
    text: (domain: string, host: string) =>
      `${domain} sends you to ${host}, which has another name. Go on only if you know that this host belongs to your server: it gets to see your sign-in.`,
    confirm: 'Sign in',
  },

  demo: {
    yesterday: 'yesterday',
    hour: '1 h',
    minutes: '12 min',
    now: 'now',
    monday: 'Monday',
    here: 'Here now',
    out: 'Out until Mon',
  },
}
