import type { Translate } from '../../../platform/i18n/i18n.ts'
import { State } from '../../../ui/tags.tsx'
import type { User } from '../../staff/index.ts'
import { isAnonymised } from '../rules.ts'

export function UserState({ user, t }: { user: User; t: Translate }) {
  if (isAnonymised(user)) return <State tone="off">{t('staffAdmin:state.anonymised')}</State>
  return user.isActive ? (
    <State tone="ok">{t('staffAdmin:state.active')}</State>
  ) : (
    <State tone="off">{t('staffAdmin:state.inactive')}</State>
  )
}
