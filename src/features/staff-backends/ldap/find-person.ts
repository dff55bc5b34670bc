import { ResultCodeError } from 'ldapts'
import type { BackendRequest, LoginFormData } from '../contract.ts'
import type { LdapBind, LdapConfig, PersonSearch } from './config.ts'
import { type Connection, openConnection } from './connection.ts'
import type { DirectoryEntry } from './entry.ts'
import { groupsOf } from './groups.ts'
import type { PasswordAnswer } from './password-check.ts'
import { attributesOfPeople, isDisabled } from './person.ts'
import { escapeDnValue, escapeFilterValue, fillTemplate } from './templates.ts'
import { LDAP_TEXTS } from './texts.ts'

type Request = Pick<BackendRequest<LdapConfig>, 'config' | 'refuse' | 'log'>
type BindOf<K extends LdapBind['kind']> = Extract<LdapBind, { kind: K }>

/** Somebody whose password was right. */
export interface FoundPerson {
  readonly person: DirectoryEntry
  /** Names of all groups. */
  readonly groups: readonly string[]
}

/**
 * Finds the one entry that was meant, and checks the password by a bind as this entry.
 * @returns null when there is no such entry, or the password is wrong: nobody learns which
 * @throws a refusal, or an error when the directory does not answer as it should
 */
export function findPerson(request: Request, typed: LoginFormData, password: string): Promise<FoundPerson | null> {
  const { bind } = request.config
  return bind.kind === 'service'
    ? byService(request, bind, typed, password)
    : byDirectBind(request, bind, typed, password)
}

async function byService(
  request: Request,
  bind: BindOf<'service'>,
  typed: LoginFormData,
  password: string,
): Promise<FoundPerson | null> {
  await using service = await openConnection(request.config.servers)
  await bindService(service, bind)
  const person = await theOne(request, service, bind.search, typed)
  if (person === null || !(await isRight(request, person.dn, password, service.url))) return null
  return await withGroups(request, service, person)
}

/** Bound as the person from the start. Where the entry is searched for, it proves by a second bind that it is the same. */
async function byDirectBind(
  request: Request,
  { template, search }: BindOf<'direct'>,
  typed: LoginFormData,
  password: string,
): Promise<FoundPerson | null> {
  const name = fillTemplate(template, typed, escapeDnValue)
  await using own = await openConnection(request.config.servers)
  if (!accepted(request, name, await own.check(name, password))) return null
  if (search === null) {
    const attributes = attributesOfPeople(request.config)
    const [person] = await own.search(name, { scope: 'base', attributes })
    if (person === undefined) throw new Error(`the directory does not let ${name} read the own entry`)
    return await withGroups(request, own, person)
  }
  const person = await theOne(request, own, search, typed)
  if (person === null || !(await isRight(request, person.dn, password, own.url))) return null
  return await withGroups(request, own, person)
}

/** @throws Error that does not look like a wrong password of the person */
export async function bindService(connection: Connection, { dn, password }: BindOf<'service'>): Promise<void> {
  try {
    await connection.bind(dn, password)
  } catch (error) {
    if (!(error instanceof ResultCodeError)) throw error
    throw new Error(`the directory refuses the service account ${dn}: ${error.message}`, { cause: error })
  }
}

async function theOne(
  { config, log, refuse }: Request,
  connection: Connection,
  { baseDn, filter }: PersonSearch,
  typed: LoginFormData,
): Promise<DirectoryEntry | null> {
  const found = await connection.search(baseDn, {
    scope: 'sub',
    filter: fillTemplate(filter, typed, escapeFilterValue),
    attributes: attributesOfPeople(config),
    sizeLimit: 2,
  })
  if (found.length > 1) {
    log.warn({ entries: found.map(({ dn }) => dn) }, 'several entries of the directory match what was typed')
    throw refuse(LDAP_TEXTS.several)
  }
  return found[0] ?? null
}

/** Checked on a connection of its own, so that the other one keeps its rights. */
async function isRight(request: Request, dn: string, password: string, url: string): Promise<boolean> {
  await using own = await openConnection(request.config.servers, url)
  return accepted(request, dn, await own.check(dn, password))
}

function accepted({ refuse, log }: Request, dn: string, answer: PasswordAnswer): boolean {
  if (answer === 'right' || answer === 'wrong') return answer === 'right'
  if (typeof answer === 'string' || !('hidden' in answer)) throw refuse(answer)
  log.info({ dn, reason: answer.hidden }, 'the directory lets nobody in here, whatever the password is')
  return false
}

async function withGroups(request: Request, connection: Connection, person: DirectoryEntry): Promise<FoundPerson> {
  if (isDisabled(person)) throw request.refuse(LDAP_TEXTS.disabled)
  const { required_groups: required, admin_groups: admins, teams } = request.config.rules
  if (required.length === 0 && admins === undefined && teams === undefined) return { person, groups: [] }
  return { person, groups: await groupsOf(connection, person, request.config.groups) }
}
