export { type BackendCase, type BackendExamples, backendCases } from './cases.ts'
export {
  type BackendExport,
  type BackendKit,
  createBackendKit,
  type KitOptions,
  type Outcome,
  type Visit,
} from './kit.ts'
