import { NativeBackend } from '../staff-backends/index.ts'

export const NATIVE = NativeBackend.IDENTIFIER

/** What a code proves: that a new address can be read, or the one of the account. */
export type CodePurpose = 'change' | 'verify'
