import type { UserId } from '../../core/ids.ts'
import type { User } from '../staff/index.ts'
import { accountWork, type WorkDeps, type WorkPlatform } from './account-work.ts'
import { accountActivation } from './activation.ts'
import { accountAnonymising } from './anonymising.ts'
import { impersonating } from './impersonating.ts'
import { accountMoving } from './moving.ts'
import { userListing } from './store/listing.ts'
import type { FactorOfUser, Holdings, TeamOfUser, UserCounts, UserPage, UserQuery } from './types.ts'
import { accountWriting } from './writing.ts'

type Services = ReturnType<typeof accountWriting> &
  ReturnType<typeof accountActivation> &
  ReturnType<typeof accountMoving> &
  ReturnType<typeof accountAnonymising>

/** Staff accounts in the hands of administrators of the installation. */
export interface StaffAdmin extends Services {
  readonly impersonation: ReturnType<typeof impersonating>
  page(query: UserQuery): Promise<UserPage>
  counts(): Promise<UserCounts>
  /** Every backend that an account belongs to, configured or not. */
  backends(): Promise<string[]>
  withSecondFactor(ids: readonly UserId[]): Promise<ReadonlySet<UserId>>
  teams(id: UserId): Promise<TeamOfUser[]>
  factors(id: UserId): Promise<FactorOfUser[]>
  recoveryCodesLeft(id: UserId): Promise<number>
  holdings(user: User): Promise<Holdings>
}

export function createStaffAdmin(platform: WorkPlatform, deps: WorkDeps): StaffAdmin {
  const { q } = platform.db
  const work = accountWork(platform, deps)
  const withWork = { ...deps, work }
  return {
    ...accountWriting(platform, withWork),
    ...accountActivation(platform, withWork),
    ...accountMoving(platform, withWork),
    ...accountAnonymising(platform, withWork),
    impersonation: impersonating(platform, deps),
    page: (query) => userListing(q).page(query),
    counts: () => userListing(q).counts(),
    backends: () => userListing(q).backends(),
    withSecondFactor: (ids) => userListing(q).withSecondFactor(ids),
    teams: (id) => work.store(q).teams(id),
    factors: (id) => work.store(q).factors(id),
    recoveryCodesLeft: (id) => work.store(q).recoveryCodesLeft(id),
    async holdings(user) {
      const counted = await work.store(q).holdings(user.id, user.authBackend, platform.clock.now())
      const [unmanaged, unmanagedByMove] = await Promise.all([
        deps.teams.leftWithoutManager(user),
        deps.teams.leftWithoutManager(user, `backend:${user.authBackend}`),
      ])
      return { ...counted, unmanaged, unmanagedByMove }
    },
  }
}
