import { Button } from '../../../../ui/button.tsx'
import { CopyList } from '../../../../ui/copy.tsx'
import { Form, FormSection, SaveBar } from '../../../../ui/form.tsx'
import { OfficeLayout } from '../../../../ui/office-layout.tsx'
import { PageHead } from '../../../../ui/page-head.tsx'
import { TextField } from '../../../../ui/text-fields.tsx'
import type { PageContext } from '../context.ts'
import { addressesOf } from '../form/connection-fields.tsx'
import { ProviderFields } from '../form/fields.tsx'
import { Hints, PresetCards, titleOf } from '../form/preset-fields.tsx'
import { errorOf, FormProblems, type ProviderForm } from '../form/provider-form.tsx'

/** What runs there? The first question of a new provider. */
export function ChoosePage({ context }: { context: PageContext }) {
  const { frame, crumbs, t, path } = context
  const title = t('ssoProvidersOffice:create')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead title={title} text={t('ssoProvidersOffice:choose.text')} />
      <h2 class="mb-3">{t('ssoProvidersOffice:section.preset')}</h2>
      <div class="max-w-3xl">
        <PresetCards context={context} href={({ key }) => `${path('ssoprovider/add')}?preset=${key}`} />
      </div>
    </OfficeLayout>
  )
}

/** The form of a new provider; the address to register there stands before everything else. */
export function AddPage({ form }: { form: ProviderForm }) {
  const { context, preset, values } = form
  const { frame, crumbs, t, csrf, path } = context
  const title = t('ssoProvidersOffice:add.title', { title: titleOf(t, preset) })
  const here = path('ssoprovider/add')
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs} scripts={['copy']}>
      <PageHead title={title} text={t('ssoProvidersOffice:add.text')} />
      <FormProblems form={form} />
      <div class="max-w-4xl">
        <FormSection title={t('ssoProvidersOffice:add.first')} hint={t('ssoProvidersOffice:add.firstHint')} first>
          <Hints form={form} />
          <CopyList items={addressesOf(context, values.slug, values.auth_method)} labels={frame.labels} />
          <form method="get" action={here} class="flex flex-wrap items-end gap-2">
            <input type="hidden" name="preset" value={preset.key} />
            <TextField
              name="slug"
              label={t('ssoProvidersOffice:label.slug')}
              value={values.slug}
              error={errorOf(form, 'slug')}
              hint={t('ssoProvidersOffice:hint.slug')}
              autocomplete="off"
              mono
              class="min-w-0 flex-1 basis-60"
            />
            <Button class="self-start sm:mt-[1.625rem]">{t('ssoProvidersOffice:add.changeSlug')}</Button>
          </form>
          <p>
            <a class="link" href={here}>
              {t('ssoProvidersOffice:add.other')}
            </a>
          </p>
        </FormSection>
        <Form action={here} csrf={csrf} files>
          <input type="hidden" name="preset" value={preset.key} />
          <input type="hidden" name="slug" value={values.slug} />
          <ProviderFields form={form} />
          <SaveBar
            submit={t('ssoProvidersOffice:add.submit')}
            cancel={{ href: path('ssoproviders'), text: t('words:cancel') }}
          />
        </Form>
      </div>
    </OfficeLayout>
  )
}
