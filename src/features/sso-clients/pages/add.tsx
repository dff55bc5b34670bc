import { Form, SaveBar } from '../../../ui/form.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { PageContext } from '../page-context.ts'
import { type ClientForm, FormProblems } from './form/client-form.tsx'
import { ClientFields } from './form/fields.tsx'

interface AddPageProps {
  readonly context: PageContext
  readonly form: ClientForm
}

export function AddPage({ context: { frame, crumbs, t, csrf, path }, form }: AddPageProps) {
  const title = t('ssoClients:create')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('ssoClients:emptyText')} />
      <FormProblems form={form} />
      <Form action={path('ssoclient/add')} csrf={csrf} class="max-w-4xl" files>
        <ClientFields form={form} />
        <SaveBar submit={t('ssoClients:createSubmit')} cancel={{ href: path('ssoclients'), text: t('words:cancel') }} />
      </Form>
    </OfficeLayout>
  )
}
