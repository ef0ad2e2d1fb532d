/** An instant in milliseconds since 1970-01-01T00:00:00Z; may be negative (XEP-0319's own example is of 1969). */
export type Timestamp = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
