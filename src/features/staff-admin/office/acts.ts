import type { Child } from 'hono/jsx'
import type { IconName } from '../../../ui/icon.tsx'
import type { AuditActor } from '../../audit/index.ts'
import type { User } from '../../staff/index.ts'
import { NATIVE } from '../rules.ts'
import type { Holdings, PasswordLinks } from '../types.ts'
import { type AdminContext, userName } from './context.ts'
import type { StaffAdminRoutesDeps } from './deps.ts'

/** Something that is asked about once and then done to an account. */
export interface Act {
  /** Part of its address. */
  readonly path: 'deactivate' | 'activate' | 'sessions' | 'password' | 'factors' | 'anonymize'
  readonly icon: IconName
  readonly danger: boolean
  /** Whether it can be done to this account. */
  isOffered(user: User, holdings: Holdings, links: PasswordLinks | null): boolean
  /** What will happen, with numbers, one sentence each. */
  consequences(context: AdminContext, user: User, holdings: Holdings): Child[]
  /** Names of the organizers that lose their last manager of teams. */
  unmanaged?(holdings: Holdings): readonly string[]
  run(deps: StaffAdminRoutesDeps, user: User, actor: AuditActor): Promise<unknown> | undefined
}

const sessionsEnd = ({ t }: AdminContext, { sessions }: Holdings) =>
  sessions === 0 ? t('staffAdmin:act.noSessions') : t('staffAdmin:act.sessionsEnd', { count: sessions })
const tokensEnd = ({ t }: AdminContext, { tokens }: Holdings) =>
  tokens === 0 ? t('staffAdmin:act.noTokens') : t('staffAdmin:act.tokensEnd', { count: tokens })

/** Asked for by a box of its own, not forbidden: administrators of the installation remain. */
const unmanaged = ({ t }: AdminContext, names: readonly string[]) =>
  names.map((organizer) => t('staffAdmin:act.unmanaged', { organizer }))

const some = (count: number, say: (count: number) => string) => (count === 0 ? [] : [say(count)])

/** In the order of the menu. */
export const ACTS: readonly Act[] = [
  {
    path: 'password',
    icon: 'send',
    danger: false,
    isOffered: (user, _holdings, links) => user.authBackend === NATIVE && user.isActive && links !== null,
    consequences: ({ t }, user) => [t('staffAdmin:act.linkGoes', { email: user.email }), t('staffAdmin:act.linkKeeps')],
    run: ({ passwordLinks }, user, actor) => passwordLinks?.send(user, actor),
  },
  {
    path: 'sessions',
    icon: 'log-out',
    danger: false,
    isOffered: (_user, { sessions }) => sessions > 0,
    consequences: (context, _user, holdings) => [
      sessionsEnd(context, holdings),
      context.t('staffAdmin:act.logInAgain'),
    ],
    run: ({ staffAdmin }, user, actor) => staffAdmin.endSessions(user, actor),
  },
  {
    path: 'factors',
    icon: 'shield',
    danger: true,
    isOffered: (_user, { factors }) => factors > 0,
    consequences: ({ t }, user, { factors }) => [
      t('staffAdmin:act.factorsGo', { count: factors }),
      t('staffAdmin:act.factorsProof', { name: userName(user, t) }),
      t('staffAdmin:act.factorsMail'),
    ],
    run: ({ factorCare }, user, actor) => factorCare.resetFactors(user, actor),
  },
  {
    path: 'activate',
    icon: 'lock-keyhole-open',
    danger: false,
    isOffered: (user) => !user.isActive,
    consequences: ({ t }) => [t('staffAdmin:act.canLogIn'), t('staffAdmin:act.endedStays')],
    run: ({ staffAdmin }, user, actor) => staffAdmin.activate(user, actor),
  },
  {
    path: 'deactivate',
    icon: 'ban',
    danger: true,
    isOffered: (user) => user.isActive,
    consequences: (context, _user, holdings) => [
      context.t('staffAdmin:act.cannotLogIn'),
      sessionsEnd(context, holdings),
      tokensEnd(context, holdings),
      ...some(holdings.memberships, (count) => context.t('staffAdmin:act.teamsStay', { count })),
      ...unmanaged(context, holdings.unmanaged),
    ],
    unmanaged: (holdings) => holdings.unmanaged,
    run: ({ staffAdmin }, user, actor) => staffAdmin.deactivate(user, actor),
  },
  {
    path: 'anonymize',
    icon: 'eraser',
    danger: true,
    isOffered: () => true,
    consequences: (context, user, holdings) => [
      context.t('staffAdmin:act.dataGoes', { email: user.email }),
      ...some(holdings.memberships, (count) => context.t('staffAdmin:act.teamsGo', { count })),
      ...unmanaged(context, holdings.unmanaged),
      sessionsEnd(context, holdings),
      tokensEnd(context, holdings),
      ...some(holdings.factors, (count) => context.t('staffAdmin:act.factorsGo', { count })),
      context.t('staffAdmin:act.historyStays'),
      context.t('staffAdmin:act.noWayBack'),
    ],
    unmanaged: (holdings) => holdings.unmanaged,
    run: ({ staffAdmin }, user, actor) => staffAdmin.anonymise(user, actor),
  },
]
