export type BarSeries = { name: string; values: number[] }

export type BarChartProps = {
  /** The message in one sentence; read instead of the picture. */
  label: string
  /** Up to three, stacked from the bottom. */
  series: BarSeries[]
  /** Below the bars, at their index. */
  marks: { index: number; text: string }[]
  /** Formats the numbers beside the lines. */
  format: (value: number) => string
}

const width = 700
const left = 34
const floor = 150
const height = 130
const slots = ['s1', 's2', 's3']

/** Stacked bars as inline SVG without styles. The page shows the same numbers as a table. */
export function BarChart({ label, series, marks, format }: BarChartProps) {
  const count = Math.max(1, ...series.map(({ values }) => values.length))
  const totals = Array.from({ length: count }, (_, i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0))
  const top = roundUp(Math.max(1, ...totals))
  const step = (width - left) / count
  const y = (value: number) => floor - (value / top) * height
  return (
    <svg class="chart" viewBox={`0 0 ${width} 176`} role="img" aria-label={label}>
      {[0, top / 2, top].map((value) => (
        <>
          <line x1={left} y1={y(value) + 0.5} x2={width} y2={y(value) + 0.5} />
          <text x="0" y={y(value) + 4}>
            {format(value)}
          </text>
        </>
      ))}
      {totals.map((_, index) =>
        stack(series, index).map(({ slot, from, to }) => (
          <rect
            class={slots[slot]}
            x={round(left + index * step)}
            y={round(y(to))}
            width={round(step * 0.64)}
            height={round(Math.max(0, y(from) - y(to) - 1))}
          />
        )),
      )}
      {marks.map(({ index, text }) => (
        <text x={round(left + index * step)} y="170">
          {text}
        </text>
      ))}
    </svg>
  )
}

/** Squares with the names of the series, for the head of the section. */
export function BarLegend({ series }: { series: Pick<BarSeries, 'name'>[] }) {
  return (
    <ul class="flex flex-wrap gap-4 text-muted text-ui">
      {series.map(({ name }, index) => (
        <li>
          <span class={`swatch ${slots[index]}`} /> {name}
        </li>
      ))}
    </ul>
  )
}

function stack(series: BarSeries[], index: number) {
  let from = 0
  return series.map(({ values }, slot) => {
    const part = { slot, from, to: from + (values[index] ?? 0) }
    from = part.to
    return part
  })
}

/** The next round number whose half is round too, for the line in the middle. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value))
  const steps = unit < 100 ? [1, 2, 4, 6, 8, 10] : [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
  return Math.max(2, (steps.find((n) => n * unit >= value) ?? 10) * unit)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
