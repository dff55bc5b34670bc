import { PostButton } from '../../../ui/button.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHead, Section } from '../../../ui/page-head.tsx'
import type { SsoProvider } from '../../sso-providers/index.ts'
import type { PageContext } from '../routes/context.ts'
import type { TestRun } from '../types.ts'
import { EarlierTests } from './aside.tsx'

interface IntroPageProps {
  readonly context: PageContext
  readonly provider: SsoProvider
  readonly earlier: readonly TestRun[]
}

/** What a test is, before one runs. */
export function IntroPage({ context, provider, earlier }: IntroPageProps) {
  const { frame, crumbs, t, csrf, path, name } = context
  const title = t('providerTest:intro.title', { name })
  const post = { action: path(`ssoprovider/${provider.id}/test`), csrf }
  return (
    <OfficeLayout frame={frame} title={title} crumbs={crumbs}>
      <PageHead
        title={title}
        text={t('providerTest:intro.text')}
        actions={
          <PostButton post={post} tone="primary" icon="stethoscope">
            {t('providerTest:run')}
          </PostButton>
        }
      />
      <div class="grid gap-8">
        <Section title={t('providerTest:intro.what')}>
          <ul class="grid max-w-prose list-disc gap-1 ps-5">
            <li>{t('providerTest:intro.connection')}</li>
            <li>{t('providerTest:intro.login')}</li>
            <li>{t('providerTest:intro.account')}</li>
          </ul>
        </Section>
        <EarlierTests context={context} runs={earlier} />
      </div>
    </OfficeLayout>
  )
}
