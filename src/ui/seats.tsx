const rows = [46, 72, 98, 124, 150, 176, 202]

/** Rows of seats, seen from above: the picture on the organizer's colour. */
export function Seats({ class: extra }: { class: string }) {
  return (
    <svg class={extra} viewBox="0 0 416 120" aria-hidden="true">
      {rows.map((radius) => (
        <path
          d={`M${208 - radius} 136A${radius} ${radius * 0.6} 0 0 1 ${208 + radius} 136`}
          fill="none"
          stroke="currentColor"
          stroke-width="10"
          stroke-linecap="round"
          stroke-dasharray="0 17"
        />
      ))}
    </svg>
  )
}
