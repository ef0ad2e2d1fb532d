import { signInFailure } from './en/sign-in-failure.ts'

/** Fetched behind the form: most people never read them. */
export type SignInFailureWords = typeof signInFailure

export const signInFailureWords: SignInFailureWords = signInFailure
