export { createClaimRules } from './claim-rules.ts'
export { claimRuleRoutes } from './office/routes.ts'
export { rulesSection } from './office/section.tsx'
export type { ClaimRule, ClaimRuleInput, ClaimRules } from './types.ts'
