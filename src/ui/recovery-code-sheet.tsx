import { Button, ButtonLink } from './button.tsx'
import { Form } from './form.tsx'
import type { LinkItem, PostTarget } from './page-frame.ts'

interface RecoveryCodeSheetProps {
  /** Read aloud before the list. */
  readonly title: string
  readonly codes: readonly string[]
  /** Answers a file; is sent the codes, one a line. */
  readonly download: PostTarget
  readonly downloadText: string
  readonly goOn: LinkItem
}

/** New codes, to be kept. */
export function RecoveryCodeSheet({ title, codes, download, downloadText, goOn }: RecoveryCodeSheetProps) {
  return (
    <>
      <ol class="panel grid max-w-prose gap-x-8 gap-y-2 p-5 sm:grid-cols-2" aria-label={title}>
        {codes.map((code) => (
          <li>
            <code class="select-all text-lg">{code}</code>
          </li>
        ))}
      </ol>
      <div class="mt-6 flex flex-wrap gap-2">
        <Form action={download.action} csrf={download.csrf}>
          <input type="hidden" name="codes" value={codes.join('\n')} />
          <Button icon="download">{downloadText}</Button>
        </Form>
        <ButtonLink tone="primary" href={goOn.href}>
          {goOn.text}
        </ButtonLink>
      </div>
    </>
  )
}
