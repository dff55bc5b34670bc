import type { LdapConfig } from './config.ts'
import { openOne, reasonOf } from './connection.ts'
import { bindService } from './find-person.ts'

/**
 * Connects to every server as a login would; with a service account also logs it in and reads the entry below which people are.
 * @throws Error naming each server that does not work, and why
 */
export async function checkDirectory(config: LdapConfig): Promise<void> {
  const problems: string[] = []
  for (const url of config.servers.urls) {
    try {
      await checkServer(config, url)
    } catch (error) {
      problems.push(`${url}: ${reasonOf(error)}`)
    }
  }
  if (problems.length > 0) throw new Error(problems.join('; '))
}

async function checkServer({ servers, bind }: LdapConfig, url: string): Promise<void> {
  await using connection = await openOne(servers, url)
  if (bind.kind === 'direct') return
  await bindService(connection, bind)
  const { baseDn } = bind.search
  const found = await connection.search(baseDn, { scope: 'base', attributes: ['1.1'] }).catch((error: unknown) => {
    throw new Error(`base_dn ${baseDn} cannot be read: ${reasonOf(error)}`)
  })
  if (found.length === 0) throw new Error(`base_dn ${baseDn} is not there`)
}
