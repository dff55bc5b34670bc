import type { FormProblems } from '../../../platform/http/form-fields.ts'
import { DialogPage } from '../../../ui/dialog-page.tsx'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { CastList } from '../../../ui/lists.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { SelectField, TextField } from '../../../ui/text-fields.tsx'
import type { User } from '../../staff/index.ts'
import { NATIVE } from '../rules.ts'
import type { Holdings, Move } from '../types.ts'
import { type AdminContext, userName, userPath } from './context.ts'
import { errorOf, Problems } from './form-problems.tsx'
import { UnmanagedTick } from './unmanaged-tick.tsx'

interface MovePageProps {
  readonly context: AdminContext
  readonly user: User
  readonly form: Move
  /** Identifiers of the backends that the configuration names. */
  readonly targets: readonly string[]
  readonly problems: FormProblems
}

/** Where the account goes, and what it is called there. */
export function MovePage({ context, user, form, targets, problems }: MovePageProps) {
  const { frame, crumbs, t, csrf, backendName } = context
  const title = t('staffAdmin:move.title', { name: userName(user, t) })
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('staffAdmin:move.text')} />
      <div class="max-w-2xl">
        <Problems problems={problems} t={t} />
        <CastList class="mb-6" items={present(context, user)} />
        <Form action={userPath(user, 'move')} csrf={csrf} class="grid gap-4">
          <SelectField
            name="backend"
            label={t('staffAdmin:move.to')}
            value={form.backend}
            error={errorOf(problems, 'backend', t)}
            options={targets.map((value) => ({ value, label: backendName(value) }))}
          />
          <TextField
            name="identifier"
            label={t('staffAdmin:field.identifier')}
            hint={`${t('staffAdmin:move.identifierHint')} ${t('staffAdmin:move.identifierEmpty')}`}
            value={form.identifier}
            error={errorOf(problems, 'identifier', t)}
            autocomplete="off"
            mono
          />
          <SaveBar submit={t('staffAdmin:move.preview')} cancel={{ href: userPath(user), text: t('words:cancel') }} />
        </Form>
      </div>
    </OfficeLayout>
  )
}

function present({ t, backendName }: AdminContext, user: User) {
  return [
    { label: t('staffAdmin:move.now'), value: backendName(user.authBackend) },
    ...(user.authBackendIdentifier === null
      ? []
      : [{ label: t('staffAdmin:field.identifier'), value: <code>{user.authBackendIdentifier}</code> }]),
    { label: t('staffAdmin:field.email'), value: user.email },
  ]
}

interface ConfirmMovePageProps {
  readonly context: AdminContext
  readonly user: User
  readonly move: Move
  readonly holdings: Holdings
  /** The box that has to be ticked was not. */
  readonly lacksTick: boolean
}

/** Names of the organizers that lose their last manager of teams by this move. */
export function unmanagedBy(move: Move, user: User, { unmanagedByMove }: Holdings): readonly string[] {
  return move.backend === user.authBackend ? [] : unmanagedByMove
}

/** From, to, and what ends with it. */
export function ConfirmMovePage({ context, user, move, holdings, lacksTick }: ConfirmMovePageProps) {
  const { frame, crumbs, t, csrf, backendName } = context
  const [from, to] = [backendName(user.authBackend), backendName(move.backend)]
  const title = t('staffAdmin:move.ask', { name: userName(user, t), to })
  const leavesNative = user.authBackend === NATIVE
  const isOther = move.backend !== user.authBackend
  const unmanaged = unmanagedBy(move, user, holdings)
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <DialogPage
        title={title}
        text={
          move.backend === NATIVE
            ? t('staffAdmin:move.fromTo', { from, to })
            : t('staffAdmin:move.fromToAs', { from, to, identifier: move.identifier })
        }
        consequences={[
          holdings.sessions === 0
            ? t('staffAdmin:act.noSessions')
            : t('staffAdmin:act.sessionsEnd', { count: holdings.sessions }),
          ...(leavesNative ? [t('staffAdmin:move.passwordGoes')] : []),
          ...(move.backend === NATIVE ? [t('staffAdmin:move.linkGoes', { email: user.email })] : []),
          ...(isOther && holdings.granted > 0
            ? [t('staffAdmin:move.grantedGo', { count: holdings.granted, backend: from })]
            : []),
          ...unmanaged.map((organizer) => t('staffAdmin:act.unmanaged', { organizer })),
          t('staffAdmin:move.stays', { email: user.email }),
        ]}
        post={{ action: userPath(user, 'move'), csrf }}
        submit={t('staffAdmin:move.submit', { to })}
        cancel={{ href: userPath(user, 'move'), text: t('staffAdmin:move.back') }}
      >
        <input type="hidden" name="backend" value={move.backend} />
        <input type="hidden" name="identifier" value={move.identifier} />
        <input type="hidden" name="confirmed" value="yes" />
        <UnmanagedTick t={t} organizers={unmanaged} isMissing={lacksTick} />
      </DialogPage>
    </OfficeLayout>
  )
}
