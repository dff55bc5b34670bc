import { brandCss, brandTokens } from '../brand.ts'
import { type Column, DataTable } from '../data-table.tsx'
import { contrast } from '../oklch.ts'
import { Section } from '../page-head.tsx'

const palettes: { title: string; swatches: [name: string, fill: string][] }[] = [
  {
    title: 'Surfaces and ink',
    swatches: [
      ['Sheet', 'bg-base-100'],
      ['Wall', 'bg-base-200'],
      ['Line', 'bg-base-300'],
      ['Ink', 'bg-base-content'],
      ['Muted', 'bg-muted'],
      ['Rail', 'bg-(--rail)'],
    ],
  },
  {
    title: 'Brass: what a hand touches',
    swatches: [
      ['Touch', 'bg-touch'],
      ['Touch edge', 'bg-(--touch-edge)'],
      ['Touch text', 'bg-touch-text'],
      ['Touch soft', 'bg-touch-soft'],
      ['Touch line', 'bg-(--touch-line)'],
      ['On touch', 'bg-(--on-touch)'],
    ],
  },
  {
    title: 'State',
    swatches: [
      ['Success', 'bg-success'],
      ['Warning', 'bg-warning'],
      ['Error', 'bg-error'],
      ['Info', 'bg-info'],
    ],
  },
  {
    title: 'State, soft',
    swatches: [
      ['Success', 'bg-(--ok-soft)'],
      ['Warning', 'bg-(--warn-soft)'],
      ['Error', 'bg-(--bad-soft)'],
      ['Info', 'bg-(--info-soft)'],
    ],
  },
]

export function Colours() {
  return (
    <Section title="Colour">
      <div class="grid gap-8 md:grid-cols-2">
        {palettes.map(({ title, swatches }) => (
          <div>
            <h3 class="mb-2">{title}</h3>
            <ul class="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
              {swatches.map(([name, fill]) => (
                <li class="flex items-center gap-2.5">
                  <span class={`size-8 flex-none rounded-field border border-line ${fill}`} />
                  <span class="min-w-0 text-ui">{name}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

const organizers = [
  { name: 'Waldklang', colour: '#0b6b4f' },
  { name: 'Stadtbad Ost', colour: '#ffe600' },
  { name: 'Roter Salon', colour: '#c8102e' },
  { name: 'Hafenbühne', colour: '#2438c9' },
  { name: 'Atelier Grau', colour: '#f5f5f0' },
  { name: 'Pop Kollektiv', colour: '#ff5fa2' },
]

type Organizer = (typeof organizers)[number]

const scope = ({ colour }: Organizer) => `brand-${colour.slice(1)}`
const ratio = (a: string, b: string) => contrast(a, b).toFixed(1)

const columns: Column<Organizer>[] = [
  { head: 'Organizer', rowHeader: true, cell: ({ name }) => <span class="font-semibold">{name}</span> },
  { head: 'Colour', from: 'sm', cell: ({ colour }) => <code>{colour}</code> },
  {
    head: 'Button',
    cell: (row) => (
      <span class={scope(row)}>
        <a class="btn btn-primary btn-sm" href="#button">
          Tickets
        </a>
      </span>
    ),
  },
  {
    head: 'Link',
    cell: (row) => (
      <span class={scope(row)}>
        <a class="link" href="#link">
          Programme
        </a>
      </span>
    ),
  },
  {
    head: 'Label on button',
    from: 'md',
    end: true,
    cell: ({ colour }) => ratio(brandTokens(colour).light.onBrand, brandTokens(colour).light.brand),
  },
  {
    head: 'Link on sheet, light',
    from: 'md',
    end: true,
    cell: ({ colour }) => ratio(brandTokens(colour).light.brandText, '#fffefd'),
  },
  {
    head: 'Link on sheet, dark',
    from: 'lg',
    end: true,
    cell: ({ colour }) => ratio(brandTokens(colour).dark.brandText, '#211d1a'),
  },
]

export function OrganizerColours() {
  return (
    <Section title="An organizer’s one colour, made safe">
      <DataTable caption="Six organizer colours and the contrasts reached" columns={columns} rows={organizers} />
    </Section>
  )
}

const touch = [
  'touch: brand',
  'touch-hover: brand-hover',
  'touch-edge: brand-edge',
  'on-touch: on-brand',
  'touch-text: brand-text',
]

/** The style sheet that the six colours of the style guide need; the address of it goes into `assets.brandCss`. */
export function organizerColoursCss(): string {
  const mapping = touch.map((pair) => `--${pair.replace(': ', ': var(--')});`).join(' ')
  const scoped = organizers
    .map((organizer) => `${brandCss(organizer.colour, `.${scope(organizer)}`)}.${scope(organizer)} { ${mapping} }\n`)
    .join('')
  return brandCss('#0b6b4f') + scoped
}
