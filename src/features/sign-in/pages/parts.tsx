import type { FastifyReply, FastifyRequest } from 'fastify'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { say, type Translate } from '../../../platform/i18n/i18n.ts'
import { ContinueTo } from '../../../ui/auth-layout.tsx'
import { ErrorSummary } from '../../../ui/notice.tsx'
import { renderPage } from '../../../ui/render.ts'
import type { Problems } from '../forms.ts'
import type { NextApp } from '../types.ts'

/** Sends a page with this status. */
export async function sendPage(reply: FastifyReply, status: number, page: JSX.Element): Promise<FastifyReply> {
  return reply.code(status).html(await renderPage(page))
}

/** What stands on the organizer's panel beside every form before the login. */
export function brandPanel({ organizer, t }: FastifyRequest) {
  return { title: t('signIn:panel.title', { organizer: organizer.name }), text: t('signIn:panel.text') }
}

/** Names the app that somebody is on the way to; nothing when it is a page of the shop. */
export function WaitingApp({ app, t }: { app: NextApp | null; t: Translate }) {
  if (app === null) return null
  return <ContinueTo {...app} text={t('signIn:login.continueTo')} />
}

/** Keeps the way of the person through the forms. */
export function NextField({ next }: { next: string | null }) {
  return next === null ? null : <input type="hidden" name="next" value={next} />
}

interface FormProblemsProps {
  readonly problems: Problems
  /** Names of the fields, as their labels say. */
  readonly labels: Readonly<Record<string, string>>
  readonly t: Translate
}

/** First thing after a failed form; nothing when all is well. */
export function FormProblems({ problems, labels, t }: FormProblemsProps) {
  const entries = Object.entries(problems)
  if (entries.length === 0) return null
  return (
    <ErrorSummary
      class="mt-5"
      title={t('signIn:problems', { count: entries.length })}
      errors={entries.map(([field, problem]) => {
        const label = labels[field]
        return { field, message: label ? `${label}: ${say(t, problem)}` : say(t, problem) }
      })}
    />
  )
}
