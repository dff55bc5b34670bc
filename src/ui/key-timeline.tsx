export type KeySpan = {
  /** current: signs now. next: will. previous: did. */
  tone: 'current' | 'next' | 'previous'
  /** Beside or on the bar: "7c21 signs now". */
  text: string
  /** From here on it is published. All instants in ms. */
  publishedFrom: number
  signsFrom: number
  /** null: nobody knows yet. */
  signsUntil: number | null
  publishedUntil: number | null
}

export type KeyTimelineProps = {
  /** The message in one sentence; read instead of the picture. */
  label: string
  from: number
  to: number
  /** The first of months, for example. */
  marks: { at: number; text: string }[]
  now: { at: number; text: string }
  keys: KeySpan[]
}

const width = 720
const top = 20
const row = 32
const thick = 20
const thin = 4
/** How wide a letter is, about; texts go where they fit. */
const letter = 5.8
const gap = 8

/**
 * When keys are published (thin) and sign (thick), as inline SVG without styles. The page shows the same as a table, which is all that a
 * phone gets.
 */
export function KeyTimeline({ label, from, to, marks, now, keys }: KeyTimelineProps) {
  const x = (at: number) => round(Math.max(0, Math.min(width, ((at - from) / (to - from)) * width)))
  const bottom = top + keys.length * row + 8
  const today = x(now.at)
  const isLate = today + textWidth(now.text) + 6 > width
  return (
    <svg class="chart max-sm:hidden" viewBox={`0 0 ${width} ${bottom + 14}`} role="img" aria-label={label}>
      <line x1="0" y1={top + 0.5} x2={width} y2={top + 0.5} />
      {marks.map(({ at, text }) => (
        <text x={x(at)} y="12">
          {text}
        </text>
      ))}
      {keys.map((key, index) => (
        <Bar span={key} x={x} today={today} middle={top + index * row + row / 2 + 6} />
      ))}
      <line class="now" x1={today} y1={top} x2={today} y2={bottom + 8} />
      <text class="strong" x={today + (isLate ? -6 : 6)} y={bottom + 11} text-anchor={isLate ? 'end' : undefined}>
        {now.text}
      </text>
    </svg>
  )
}

type BarProps = { span: KeySpan; x: (at: number) => number; today: number; middle: number }

function Bar({ span, x, today, middle }: BarProps) {
  const { tone, text, publishedFrom, signsFrom, signsUntil, publishedUntil } = span
  const [known, begin] = [x(publishedFrom), x(signsFrom)]
  const end = signsUntil === null ? width : x(signsUntil)
  const gone = publishedUntil === null ? end : x(publishedUntil)
  return (
    <>
      <Rect from={known} to={begin} height={thin} middle={middle} look="s3" />
      <Rect from={end} to={gone} height={thin} middle={middle} look="s3" />
      <Rect from={begin} to={end} height={thick} middle={middle} look={tone === 'current' ? 's2' : 's3'} />
      <Label {...{ text, tone, known, begin, end, gone, today }} y={middle + 4} />
    </>
  )
}

function Rect(props: { from: number; to: number; height: number; middle: number; look: string }) {
  const { from, to, height, middle, look } = props
  if (to <= from) return null
  const rounded = height === thick ? '4' : undefined
  return <rect class={look} x={from} y={middle - height / 2} width={round(to - from)} height={height} rx={rounded} />
}

type LabelProps = Pick<KeySpan, 'text' | 'tone'> & Record<'known' | 'begin' | 'end' | 'gone' | 'today' | 'y', number>

function Label({ text, tone, known, begin, end, gone, today, y }: LabelProps) {
  const space = textWidth(text) + 2 * gap
  const stretches = [
    { from: begin, to: Math.min(today, end) },
    { from: Math.max(begin, today), to: end },
  ]
  const free = tone === 'current' ? stretches.find(({ from, to }) => to - from >= space)?.from : undefined
  if (free !== undefined) {
    return (
      <text class="on-s2" x={round(free + gap)} y={y}>
        {text}
      </text>
    )
  }
  const isBefore = gone + space > width && known >= space
  return (
    <text
      class="strong"
      x={isBefore ? known - gap : Math.min(gone + gap, width - space)}
      y={y}
      text-anchor={isBefore ? 'end' : undefined}
    >
      {text}
    </text>
  )
}

function textWidth(text: string): number {
  return text.length * letter
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
