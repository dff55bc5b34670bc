export { type Audit, createAudit } from './audit.ts'
export { changedFields } from './rules.ts'
export type { AuditCursor } from './store.ts'
export type { AuditAction, AuditActor, AuditEntry, AuditEvent, AuditObject, AuditObjectType } from './types.ts'
