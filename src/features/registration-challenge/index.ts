export { CHALLENGE_SCRIPT, ChallengeField } from './challenge-field.tsx'
export { createRegistrationChallenge } from './registration-challenge.ts'
export type { Challenge, ChallengeClient, ChallengeOutcome, RegistrationChallenge } from './types.ts'
