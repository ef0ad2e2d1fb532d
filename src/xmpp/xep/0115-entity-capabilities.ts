/** XEP-0115: what a device can do, as a hash that is asked for once. */
export interface Capabilities {
  readonly node: string
  readonly ver: string
  readonly hash: string
}
