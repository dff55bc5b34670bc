export { createClaimRules } from './claim-rules.ts'
export type { ClaimRules } from './types.ts'
