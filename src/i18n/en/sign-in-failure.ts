export const signInFailure = {
  missing: {
    address: 'Enter your XMPP address, for example you@server.',
    password: 'Enter your password.',
    addressField: 'This address is missing.',
    passwordField: 'The password is missing.',
  },
  invalidAddress: 'This is not an XMPP address. It looks like you@server.',
  invalidAddressField: 'Not an XMPP address.',
  otherDomain: (domain: string) => `Only accounts of ${domain} can sign in here.`,
  otherDomainField: (domain: string) => `Not an address at ${domain}.`,
  invalidServerUrl: 'The Server URL must begin with wss://. Unencrypted ws:// works on this computer only.',
  invalidServerUrlField: 'Not a secure WebSocket address.',

  /** What went wrong, by `data-error`; `domain` is the server it happened with. */
  failures: {
    'not-authorized': (domain: string) =>
      `${domain} didn’t accept this password. Check it, or ask your server’s admin to reset it.`,
    'account-disabled': (domain: string) => `This account is disabled on ${domain}. Ask your server’s admin.`,
    'credentials-expired': (domain: string) =>
      `This password has expired on ${domain}. Ask your server’s admin for a new one.`,
    'host-unreachable': (domain: string) =>
      `${domain} didn’t answer. Check the address, or enter the Server URL under Advanced.`,
    'no-websocket': (domain: string) =>
      `${domain} has no WebSocket for XMPP where it was looked for. Ask your server’s admin for the Server URL and enter it under Advanced.`,
    'policy-violation': (domain: string) => `${domain} doesn’t allow this sign-in.`,
    tls: (domain: string) => `No secure connection to ${domain} is possible, so nothing was sent.`,
    timeout: (domain: string) =>
      `${domain} accepted the connection and then didn’t answer. Try again in a while.`,
    conflict: (domain: string) => `${domain} gave this session to another window or app. Try again.`,
    'invalid-address': (domain: string) => `${domain} doesn’t know this address. Check how it is written.`,
    other: (domain: string) => `${domain} ended the sign-in. Try again in a while.`,
  },
  fieldNotes: {
    'not-authorized': 'Wrong password for this address.',
    'credentials-expired': 'This password has expired.',
    'account-disabled': 'This account is disabled.',
    'invalid-address': 'Not known on this server.',
    'host-unreachable': 'No server answered here.',
    'no-websocket': 'No XMPP WebSocket here.',
    tls: 'No secure connection here.',
    timeout: 'No answer from here.',
  },
}
