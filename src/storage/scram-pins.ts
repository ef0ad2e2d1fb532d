// T47: an account that once proved itself by SCRAM is never asked for its bare password again. Kept beyond sign-out, and
// therefore as a digest: it must not say which accounts were used here.
const NAME = 'whereabouts.scram'
const MOST = 50

async function digestOf(account: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`whereabouts ${account}`))
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

function read(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(NAME) ?? '[]')
    return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []
  } catch {
    return []
  }
}

/** Whether this account has signed in by SCRAM from this device before. False where nothing can be stored. */
export async function hasUsedScram(account: string): Promise<boolean> {
  return read().includes(await digestOf(account))
}

export async function rememberScram(account: string): Promise<void> {
  const digest = await digestOf(account)
  const others = read().filter(entry => entry !== digest)
  try {
    localStorage.setItem(NAME, JSON.stringify([digest, ...others].slice(0, MOST)))
  } catch {
    // Blocked storage: nothing to remember in.
  }
}
