import { describe, expect, it } from 'vitest'
import type { AuditId, OrganizerId } from '../../core/ids.ts'
import { LOCALES } from '../../platform/i18n/i18n.ts'
import { createTexts } from '../../texts.ts'
import { HistoryTimeline } from '../../ui/history-timeline.tsx'
import { renderFragment } from '../../ui/render.ts'
import { describeEntry } from './describe.tsx'
import { audit as de } from './locales/de.ts'
import { audit as en } from './locales/en.ts'
import { AUDIT_ACTIONS, type AuditEntry } from './types.ts'

const texts = createTexts()
const base: AuditEntry = {
  id: 'x'.repeat(26) as AuditId,
  organizerId: 'o'.repeat(26) as OrganizerId,
  at: Date.UTC(2026, 10, 21, 19, 43),
  action: 'pretix.customer.changed',
  actorType: 'staff',
  actorName: 'Jonas Weber',
  objectType: 'customer',
  objectId: 'c'.repeat(26),
  objectName: 'QX7PL4D',
  before: {},
  after: {},
  detail: {},
  isShredded: false,
}

function draw(entry: Partial<AuditEntry>, locale: 'en' | 'de' = 'en', href?: string): Promise<string> {
  const formats = { locale, timeZone: 'Europe/Berlin', hrefOf: () => href }
  const described = describeEntry(texts.translator(locale), { ...base, ...entry }, formats)
  return renderFragment(HistoryTimeline({ entries: [described] }))
}

describe('the history in words', () => {
  it.each(LOCALES.flatMap((locale) => AUDIT_ACTIONS.map((action) => [locale, action] as const)))(
    'has a sentence in %s for %s that names the object',
    async (locale, action) => {
      const html = await draw({ action }, locale)
      expect(html).toContain('<b>QX7PL4D</b>')
      expect(html).not.toContain('audit:')
      expect(html.replace(/<[^>]*>/g, '').replace('QX7PL4D', '').length).toBeGreaterThan(30)
    },
  )

  it('has a place for the object in each sentence', () => {
    for (const { action } of [en, de]) {
      expect(Object.values(action).filter((sentence) => !sentence.includes('{{object}}'))).toEqual([])
    }
  })

  it('says times by the clocks there, and numbers as the language writes them', async () => {
    const after = { date_start: '2026-12-12 12:46', expires_at: '2026-12-31T22:59:00.000Z', id_token_lifetime: 86_400 }
    const english = await draw({ after })
    expect(english).toContain('12 Dec 2026, 12:46')
    expect(english).toContain('31 Dec 2026, 23:59')
    const german = await draw({ after }, 'de')
    expect(german).toContain('12.12.2026, 12:46')
    expect(german).toContain('86.400')
  })

  it('says who and when, in the zone of the organizer', async () => {
    expect(await draw({})).toContain('Jonas Weber, 21 Nov 2026, 20:43')
    expect(await draw({ actorType: 'command', actorName: '' }, 'de')).toContain('Kommandozeile, 21.11.2026, 20:43')
  })

  it('shows values before and after under their names', async () => {
    const html = await draw({
      before: { email: 'ann@old.example', is_active: true },
      after: { email: 'ann@new.example', is_active: false },
    })
    expect(html).toContain('<del>ann@old.example</del><ins>ann@new.example</ins>')
    expect(html).toContain('Switched on</span><del>yes</del><ins>no</ins>')
  })

  it('says that a value is empty now instead of showing nothing', async () => {
    expect(await draw({ before: { notes: 'call back' }, after: { notes: null } })).toContain('<ins>empty</ins>')
  })

  it('writes the parts of a name as the name', async () => {
    const after = { name_parts: { _scheme: 'given_family', given_name: 'Ann', family_name: 'Example' } }
    expect(await draw({ before: { name_parts: {} }, after })).toContain('<ins>Ann Example</ins>')
  })

  it('lists the values of something new in one line, without those that were not given', async () => {
    const after = { email: 'ann@a.example', phone: null, is_verified: false }
    const html = await draw({ action: 'pretix.customer.created', after })
    expect(html).toContain('>Email: ann@a.example · Address confirmed: no</span>')
    expect(html).not.toContain('<ins>')
  })

  it('shows a value that has no name under its recorded word', async () => {
    expect(await draw({ detail: { colour_of_hat: 'green' } })).toContain('colour_of_hat</span><ins>green</ins>')
  })

  it('tells a changed role from a new member', async () => {
    const html = await draw({ action: 'foyer.team.member.added', before: { role: 'member' }, after: { role: 'admin' } })
    expect(html).toContain('The role of <b>QX7PL4D</b> was changed')
  })

  it('says words, not what stands for them in the code', async () => {
    const failed = await draw({ action: 'foyer.customer.login.failed', detail: { reason: 'wrong_password' } })
    expect(failed).toContain('Reason</span><ins>wrong password</ins>')
    expect(await draw({ action: 'foyer.customer.login', detail: { method: 'pwd' } })).toContain(
      'Way to log in</span><ins>password</ins>',
    )
    const html = await draw({
      before: { name_scheme: 'full', name_scheme_titles: '', locale: 'en' },
      after: { name_scheme: 'given_family', name_scheme_titles: 'german_common', locale: 'de' },
    })
    expect(html).toContain('<del>Full name</del><ins>Given name, family name</ins>')
    expect(html).toContain('<ins>Dr., Prof., Prof. Dr.</ins>')
    expect(html).toContain('<del>English</del><ins>Deutsch</ins>')
    const mail = { action: 'foyer.mail.discarded', objectType: 'mail', objectName: 'customer.reset' } as const
    expect(await draw(mail, 'de')).toContain('Die E-Mail „<b>Neues Passwort</b>“ wurde verworfen')
  })

  it('leaves a word that is only the same by chance', async () => {
    expect(await draw({ after: { fullname: 'native' } })).toContain('Full name: native')
  })

  it('names removed data as removed', async () => {
    expect(await draw({ objectName: '', isShredded: true })).toContain('(removed)')
  })

  it('links the object where it can be looked at, and escapes what people typed', async () => {
    const html = await draw({ objectName: '<img src=x>' }, 'en', '/control/organizer/acme/customer/QX7PL4D/')
    expect(html).toContain('<a class="link-ink" href="/control/organizer/acme/customer/QX7PL4D/">&lt;img src=x&gt;</a>')
  })
})
