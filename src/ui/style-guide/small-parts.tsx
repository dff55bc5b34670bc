import type { PropsWithChildren } from 'hono/jsx'
import { Button } from '../button.tsx'
import { Checks } from '../checks.tsx'
import { CopyList, SecretOnce, Snippet, SnippetTabs } from '../copy.tsx'
import { HistoryTimeline } from '../history-timeline.tsx'
import { Icon, type IconName } from '../icon.tsx'
import { icons } from '../icons.ts'
import { KeyTimeline } from '../key-timeline.tsx'
import { CastList, Facts, Row, Rows } from '../lists.tsx'
import { MemberCard } from '../member-card.tsx'
import { Section } from '../page-head.tsx'
import { Chip, IconMark, IdTag, Monogram, State, Usage } from '../tags.tsx'
import { sampleLabels } from './samples.ts'

function Part({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <div class="min-w-0">
      <h3 class="mb-2">{title}</h3>
      {children}
    </div>
  )
}

export function SmallParts() {
  return (
    <Section title="Small parts">
      <div class="grid gap-6 sm:grid-cols-2 lg:grid-cols-3">
        <Part title="IdTag">
          <p class="flex flex-wrap items-center gap-2">
            <IdTag id="SGBTEEW" large />
            <IdTag id="QX7PL4D" />
          </p>
        </Part>
        <Part title="State">
          <p class="grid gap-1">
            <State tone="ok">Active, paid, works</State>
            <State tone="wait">Waits for somebody</State>
            <State tone="bad">Fails, lost</State>
            <State tone="off">Off, ended</State>
          </p>
        </Part>
        <Part title="Chip">
          <p class="flex flex-wrap gap-2">
            <Chip>Plain</Chip>
            <Chip tone="touch" icon="id-card">
              Members first
            </Chip>
            <Chip tone="warn">Test</Chip>
          </p>
        </Part>
        <Part title="Monogram">
          <p class="flex items-center gap-2">
            <Monogram name="Universität Leipzig" large />
            <Monogram name="Festival forum" />
            <Monogram name="KulturPass Sachsen" />
            <Monogram name="Jonas Weber" person />
          </p>
        </Part>
        <Part title="Usage">
          <Usage label="Concerts used" used={3} of={10} text="3 of 10" />
        </Part>
        <Part title="CastList">
          <CastList
            items={[
              { label: 'Name', value: 'Zoë Nguyễn' },
              { label: 'Language', value: 'German' },
            ]}
          />
        </Part>
        <Part title="HistoryTimeline">
          <HistoryTimeline
            entries={[
              { what: 'Logged in with a passkey', by: 'Today 09.12, iPhone, Leipzig', tone: 'ok' },
              {
                what: 'Phone changed',
                changes: [{ before: '+49 341 555 0100', after: '+49 341 555 0148' }],
                by: 'Customer, 3 Jun 2026',
              },
              { what: 'Membership granted', by: 'Jonas Weber, 14 Sep 2026', tone: 'touch' },
            ]}
          />
        </Part>
        <Part title="MemberCard">
          <MemberCard
            organizer="Waldklang"
            number="SGBTEEW-2"
            title="Freundeskreis"
            holder="Anna-Lena Größwürth"
            usage={{ used: 3, of: 10, text: '3 of 10 concerts used', left: '7 left', label: 'Concerts used' }}
            validity="Valid until 31 Aug 2027"
            note="Personal"
          />
        </Part>
        <Part title="Row">
          <Rows>
            <Row
              mark={<IconMark icon="fingerprint" />}
              title="Passkey “iPhone”"
              hint="Added 2 June 2026, last used today"
            >
              <Button type="button" small tone="danger">
                Remove
              </Button>
            </Row>
            <Row mark={<Monogram name="Festival forum" />} title="Festival forum" hint="Name, email address" />
          </Rows>
        </Part>
      </div>
      <Facts
        class="mt-8"
        ruled
        columns={3}
        items={[
          { label: 'Email', value: 'anna.groesswuerth@posteo.de' },
          { label: 'Phone', value: '+49 341 555 0148' },
          { label: 'Language', value: 'Deutsch' },
        ]}
      />
    </Section>
  )
}

export function Connections() {
  return (
    <Section title="Connections">
      <SecretOnce
        title="New secret, shown only now"
        secret="fs_9tQmW2vX7cLhR4pZkD8sYbN3uJ6gF1aEoT5iVwKx0rMq"
        note="Old one works until 5 December"
        labels={sampleLabels}
      >
        Put it into the settings of the app now. It cannot be shown again. If it gets lost, make a new one.
      </SecretOnce>
      <div class="grid items-start gap-8 lg:grid-cols-2">
        <div class="min-w-0">
          <CopyList
            labels={sampleLabels}
            items={[
              { label: 'Issuer', value: 'https://tickets.waldklang.example' },
              { label: 'Discovery', value: 'https://tickets.waldklang.example/.well-known/openid-configuration' },
            ]}
          />
          <div class="mt-6 grid grid-cols-1 gap-3">
            <SnippetTabs
              group="snippet"
              tabs={[
                {
                  title: 'Discourse',
                  name: 'Discourse settings',
                  code: 'openid_connect_enabled: true\nopenid_connect_client_id: c_4k7n2m9xq8tr5bdw',
                },
                { title: 'Environment', name: 'Environment variables', code: 'OIDC_CLIENT_ID=c_4k7n2m9xq8tr5bdw' },
              ]}
            />
            <Snippet name="Header of the token" code={'{ "alg": "RS256", "kid": "kp-2026-11" }'} />
          </div>
        </div>
        <Checks
          names={{ pass: 'Passed', warn: 'Warning', fail: 'Failed', skip: 'Not run' }}
          checks={[
            { result: 'pass', title: 'Address answers over a safe connection', time: '84 ms' },
            { result: 'warn', title: 'The provider does not announce PKCE', more: 'We use it anyway.' },
            {
              result: 'fail',
              title: 'The signature of the ID token cannot be checked',
              time: '48 ms',
              more: 'The key kp-2026-11 is not published.',
            },
            { result: 'skip', title: 'Claims give an email address and a name', time: 'not run' },
          ]}
        />
      </div>
    </Section>
  )
}

export function Keys() {
  const day = (month: number, date = 1) => Date.UTC(2026, month - 1, date)
  return (
    <Section title="Signing keys" text="Thin: published. Thick: signs.">
      <KeyTimeline
        label="Key a3f9 signed until 18 November and is published until 18 December. Key 7c21 signs now. Key e05b is announced and signs from 16 February."
        from={day(9)}
        to={day(15)}
        marks={[9, 10, 11, 12, 13, 14].map((month) => ({
          at: day(month),
          text: new Date(day(month)).toLocaleDateString('en', { month: 'short' }),
        }))}
        now={{ at: day(11, 21), text: 'today' }}
        keys={[
          {
            tone: 'previous',
            text: 'a3f9, still published',
            publishedFrom: day(8),
            signsFrom: day(8, 20),
            signsUntil: day(11, 18),
            publishedUntil: day(12, 18),
          },
          {
            tone: 'current',
            text: '7c21 signs now',
            publishedFrom: day(11, 11),
            signsFrom: day(11, 18),
            signsUntil: day(14, 16),
            publishedUntil: day(15, 18),
          },
          {
            tone: 'next',
            text: 'e05b, announced',
            publishedFrom: day(14, 9),
            signsFrom: day(14, 16),
            signsUntil: null,
            publishedUntil: null,
          },
        ]}
      />
    </Section>
  )
}

export function Icons() {
  return (
    <Section
      title="Icons"
      text="Lucide, 24 px grid, stroke 1.75, as large as the text beside them. Never alone without a name."
    >
      <p class="flex flex-wrap gap-3 text-xl">
        {(Object.keys(icons) as IconName[]).map((name) => (
          <Icon name={name} />
        ))}
      </p>
    </Section>
  )
}
