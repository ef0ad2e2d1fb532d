/** RFC 6120 §8.3: what went wrong with a stanza, as its recipient or a server said it. */
export interface StanzaError {
  /** cancel, continue, modify, auth, wait; `cancel` when absent or unknown. */
  readonly type: 'auth' | 'cancel' | 'continue' | 'modify' | 'wait'
  /** The defined condition, e.g. `item-not-found`; `undefined-condition` when absent. */
  readonly condition: string
  readonly text?: string
}
