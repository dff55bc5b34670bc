import type { Child } from 'hono/jsx'

export type MemberCardProps = {
  organizer: string
  /** Number on the card: "SGBTEEW-2" */
  number: string
  /** The kind of membership. */
  title: string
  holder: string
  /** Missing when it can be used without limit. */
  usage?: { used: number; of: number; text: string; left: string; label: string } | undefined
  /** "Valid 1 Sep 2026 to 31 Aug 2027" */
  validity: Child
  /** "Personal", "Transferable", "Test" */
  note?: string | undefined
}

/** The only thing in the shop that looks like an object. */
export function MemberCard({ organizer, number, title, holder, usage, validity, note }: MemberCardProps) {
  return (
    <article class="member-card">
      <div class="flex items-center justify-between gap-4">
        <span class="font-semibold">{organizer}</span>
        <span class="num font-semibold tracking-wide">{number}</span>
      </div>
      <div>
        <h2 class="text-2xl leading-8">{title}</h2>
        <p>{holder}</p>
      </div>
      {usage && (
        <div>
          <p class="mb-1.5 flex justify-between gap-4">
            <span>{usage.text}</span>
            <span class="num">{usage.left}</span>
          </p>
          <progress class="usage" max={usage.of} value={Math.min(usage.used, usage.of)} aria-label={usage.label}>
            {usage.text}
          </progress>
        </div>
      )}
      <div class="flex flex-wrap justify-between gap-x-6 gap-y-1 border-current/25 border-t pt-3">
        <span>{validity}</span>
        {note !== undefined && <span>{note}</span>}
      </div>
    </article>
  )
}
