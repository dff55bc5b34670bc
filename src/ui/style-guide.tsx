import { type OfficeFrame, OfficeLayout } from './office-layout.tsx'
import { PageHead, Section } from './page-head.tsx'
import { Colours, OrganizerColours } from './style-guide/colours.tsx'
import { Buttons, Fields, Notices, WholeForm } from './style-guide/form-parts.tsx'
import { Empty, ListPage, Overview } from './style-guide/list-parts.tsx'
import { Connections, Icons, Keys, SmallParts } from './style-guide/small-parts.tsx'

/** Every component once. For tests, pictures and whoever changes the look; the product does not serve it. */
export function StyleGuide({ frame }: { frame: OfficeFrame }) {
  return (
    <OfficeLayout frame={frame} title="Style guide" scripts={['copy']}>
      <PageHead title="Style guide" text="Every component once, in all its states." />
      <div class="grid grid-cols-1 gap-12">
        <Colours />
        <OrganizerColours />
        <Type />
        <Buttons />
        <Fields />
        <WholeForm />
        <Notices />
        <ListPage />
        <Empty />
        <Overview />
        <SmallParts />
        <Connections />
        <Keys />
        <Icons />
      </div>
    </OfficeLayout>
  )
}

const sizes = [
  ['display text-4xl', 'Shop hero', '46 / 50, Besley 600'],
  ['display text-3xl', 'Brand panel, error', '34 / 40, Besley 600'],
  ['display text-2xl', 'Page title, figures', '26 / 32, Besley 600'],
  ['display text-lg', 'Section title', '18 / 24, Besley 600'],
  ['text-base', 'Lead text', '16 / 24, Hanken Grotesk 400'],
  ['text-[0.9375rem]', 'Shop text', '15 / 22, Hanken Grotesk 400'],
  ['text-sm', 'Back office text, tables', '14 / 20, Hanken Grotesk 400, 600'],
  ['text-ui text-muted', 'Hints, table heads', '13 / 20, Hanken Grotesk 400'],
  ['text-xs', 'Tags, chips, counts', '12 / 16, Hanken Grotesk 550'],
  ['mono', 'c_4k7n2m9xq8tr5bdw', '13 / 20, Geist Mono 400'],
] as const

function Type() {
  return (
    <Section title="Type">
      <ul class="divide-y divide-line-soft border-line border-y">
        {sizes.map(([size, use, measure]) => (
          <li class="flex flex-wrap items-baseline justify-between gap-x-6 py-2">
            <span class={size}>{use}</span>
            <span class="hint">{measure}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
