import type { CommandEntry } from './command.ts'
import { appCommands } from './command-list/apps.ts'
import { customerCommands } from './command-list/customers.ts'
import { mailCommands } from './command-list/mails.ts'
import { membershipCommands } from './command-list/memberships.ts'
import { organizerCommands } from './command-list/organizers.ts'
import { providerCommands } from './command-list/providers.ts'
import { serverCommands } from './command-list/server.ts'
import { staffCommands } from './command-list/staff.ts'
import { upkeepCommands } from './command-list/upkeep.ts'

/** Every command of `foyer`, in the order of its help. */
export const commands: readonly CommandEntry[] = [
  ...serverCommands,
  ...organizerCommands,
  ...staffCommands,
  ...appCommands,
  ...providerCommands,
  ...customerCommands,
  ...membershipCommands,
  ...mailCommands,
  ...upkeepCommands,
]
