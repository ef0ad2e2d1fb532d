import type { Account } from '../account.ts'

/** "Try now". */
export function tryNow(account: Account): void {
  account.session.wake()
}
