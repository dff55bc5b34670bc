import { z } from 'zod'
import { parseJson } from '../../platform/db/json.ts'
import type { Platform } from '../../platform/platform.ts'
import type { EraseTraces } from '../customers/index.ts'
import { withoutPerson } from './rules/without-person.ts'
import { importPartStore } from './store/parts.ts'
import { partPurpose } from './work.ts'

const rowsSchema = z.array(z.array(z.string()))
const settingsSchema = z.object({ mapping: z.array(z.string().nullable()) })

/** Takes a person whose account is anonymised out of files that wait: an import must not bring them back. */
export function eraseWaitingRows({ secrets }: Pick<Platform, 'secrets'>): EraseTraces {
  return async (q, organizer, traces) => {
    for (const { import_id, number, rows, settings } of await importPartStore(q).waiting(organizer.id)) {
      const { mapping } = parseJson(settingsSchema, settings, 'customer_imports.settings')
      const purpose = partPurpose(import_id)
      const left = withoutPerson(rowsSchema.parse(JSON.parse(secrets.open(rows, purpose))), mapping, traces)
      if (left === null) continue
      await importPartStore(q).replace(organizer.id, import_id, number, secrets.seal(JSON.stringify(left), purpose))
    }
  }
}
