import { BarChart, BarLegend } from '../bar-chart.tsx'
import { BulkForm, pickColumn } from '../bulk.tsx'
import { ButtonLink } from '../button.tsx'
import { type Column, DataTable, RowLink } from '../data-table.tsx'
import { EmptyState } from '../empty-state.tsx'
import { FilterBar, FilterChips, FilterSelect, KeyPager, LineTabs, SearchBox } from '../list-page.tsx'
import { Figures } from '../lists.tsx'
import { Section } from '../page-head.tsx'
import { IdTag, State, type StateTone } from '../tags.tsx'
import { TodoList } from '../todo-list.tsx'
import { sampleLabels, samplePost } from './samples.ts'

type Person = { name: string; email: string; id: string; tone: StateTone; state: string; orders: number; seen: string }

const people: Person[] = [
  {
    name: 'Anna-Lena Größwürth',
    email: 'anna.groesswuerth@posteo.de',
    id: 'SGBTEEW',
    tone: 'ok',
    state: 'Active',
    orders: 14,
    seen: 'Today 09.12',
  },
  {
    name: 'Tom Ashworth',
    email: 'tom@ashworth.co.uk',
    id: 'QX7PL4D',
    tone: 'ok',
    state: 'Active',
    orders: 6,
    seen: 'Today 08.55',
  },
  {
    name: 'Friederike-Charlotte Prinzessin von Württemberg-Hohenfels zu Langenburg',
    email: 'f.c.von-wuerttemberg-hohenfels@hofkammerverwaltung-langenburg.example',
    id: 'H2VRN9C',
    tone: 'wait',
    state: 'Not activated',
    orders: 31,
    seen: 'Never',
  },
  {
    name: 'Bärbel Schmidt-Kowalczyk',
    email: 'baerbel.sk@t-online.de',
    id: 'LC4QM7T',
    tone: 'off',
    state: 'Disabled',
    orders: 3,
    seen: '2 Oct 2026',
  },
]

const columns: Column<Person>[] = [
  pickColumn({ head: 'Pick', name: 'customer', value: (row) => row.id, label: (row) => row.name }),
  {
    head: 'Customer',
    rowHeader: true,
    sort: { href: '?ordering=name' },
    cell: (row) => (
      <RowLink
        href="#customer"
        text={row.name}
        hint={row.email}
        phone={row.tone !== 'ok' && <State tone={row.tone}>{row.state}</State>}
      />
    ),
  },
  { head: 'ID', from: 'sm', class: 'w-28', cell: (row) => <IdTag id={row.id} /> },
  { head: 'Status', from: 'md', class: 'w-32', cell: (row) => <State tone={row.tone}>{row.state}</State> },
  { head: 'Orders', from: 'lg', end: true, class: 'w-20', cell: (row) => row.orders },
  {
    head: 'Last login',
    end: true,
    class: 'w-28 max-sm:w-24',
    sort: { href: '?ordering=last_login', direction: 'descending' },
    cell: (row) => <span class="text-muted">{row.seen}</span>,
  },
]

export function ListPage() {
  return (
    <Section title="A list">
      <LineTabs
        label="Status"
        tabs={[
          { href: '?', text: 'All', count: '31,640', current: true },
          { href: '?status=active', text: 'Active', count: '30,702' },
          { href: '?status=disabled', text: 'Disabled', count: '194' },
        ]}
      />
      <FilterBar action="#list" submit="Filter" keep={{ ordering: '-last_login' }}>
        <SearchBox name="query" label="Search customers" placeholder="Name, email, phone, ID or note" />
        <FilterSelect name="membership" label="Membership" options={[{ value: '', label: 'Any membership' }]} />
      </FilterBar>
      <FilterChips filters={[{ text: 'Language: German', href: '?' }]} clearHref="?" labels={sampleLabels} />
      <BulkForm
        post={samplePost}
        picked="picked"
        label="With the picked customers"
        actions={[
          { value: 'export', text: 'Export', icon: 'download' },
          { value: 'disable', text: 'Disable', icon: 'ban' },
        ]}
      >
        <DataTable caption="Customers, newest login first" columns={columns} rows={people} linked fixed />
      </BulkForm>
      <KeyPager summary="4 of 31,640" older="?after=LC4QM7T" labels={sampleLabels} />
    </Section>
  )
}

export function Empty() {
  return (
    <Section title="Empty state">
      <EmptyState
        title="No apps yet"
        text="Connect a forum, a wiki or your own website, and customers log in there with their account from here."
      >
        <ButtonLink small tone="primary" href="#new">
          Connect an app
        </ButtonLink>
      </EmptyState>
    </Section>
  )
}

const series = [
  { name: 'Password or code', values: [820, 760, 900, 840, 1210, 690, 740] },
  { name: 'Passkey', values: [310, 330, 350, 390, 560, 300, 360] },
  { name: 'Identity provider', values: [240, 260, 230, 270, 420, 190, 220] },
]

export function Overview() {
  return (
    <Section title="Overview">
      <TodoList
        items={[
          {
            icon: 'circle-x',
            tone: 'bad',
            title: 'Log in with KulturPass Sachsen fails',
            text: 'since 07.52, 23 people. Its signing key changed.',
            action: (
              <ButtonLink small href="#test">
                See the test
              </ButtonLink>
            ),
          },
        ]}
      />
      <Figures
        class="my-8"
        items={[
          { label: 'Customers', value: '48,312', hint: '+412 in 30 days' },
          { label: 'Valid memberships', value: '3,907', hint: '286 end before 31 Dec' },
          { label: 'Logins, 7 days', value: '9,164', hint: '2.1 % failed' },
          { label: 'Orders with an account', value: '61 %', hint: '54 % a year ago' },
        ]}
      />
      <div class="mb-3">
        <BarLegend series={series} />
      </div>
      <BarChart
        label="Logins a day in the last week, between 1,180 and 2,190."
        series={series}
        marks={[
          { index: 0, text: '15 Nov' },
          { index: 6, text: '21 Nov' },
        ]}
        format={(value) => value.toLocaleString('en')}
      />
    </Section>
  )
}
