import type { InvalidInput } from '../../../core/errors.ts'
import { Form, SaveBar } from '../../../ui/form.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { ClientFormValues } from '../forms.ts'
import type { PageContext } from '../page-context.ts'
import { ClientFields, FormProblems } from './fields.tsx'

interface AddPageProps {
  readonly context: PageContext
  readonly values: ClientFormValues
  readonly wrong: InvalidInput | undefined
}

export function AddPage({ context: { frame, crumbs, t, csrf, path }, values, wrong }: AddPageProps) {
  const title = t('ssoClients:create')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('ssoClients:emptyText')} />
      <FormProblems t={t} wrong={wrong} />
      <Form action={path('ssoclient/add')} csrf={csrf}>
        <ClientFields t={t} values={values} wrong={wrong} />
        <SaveBar submit={t('ssoClients:createSubmit')} cancel={{ href: path('ssoclients'), text: t('words:cancel') }} />
      </Form>
    </OfficeLayout>
  )
}
