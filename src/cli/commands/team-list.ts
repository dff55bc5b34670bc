import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { rightsLine, teamJson } from '../team-view.ts'
import { withFeatures } from '../with-features.ts'

const MOST_TEAMS = 2_000

export default defineCommand({
  positionals: {},
  flags: { organizer: { type: 'string', required: true, summary: 'short form of the organizer' } },
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, teams }) => {
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const people = await teams.everybody(organizer)
      const all = await teams.manage.list(organizer, { limit: MOST_TEAMS })
      const team = people.map(({ email, fullname, role }) => ({ email, fullname, role }))
      ctx.out.answer({ team, teams: all.map(teamJson) }, () => {
        const rows = people.map((person) => [person.email, person.fullname, person.role, person.teams.join(', ')])
        const rights = all.map((one) => [one.name, `${one.members} members`, rightsLine(one)])
        return [table(rows), table(rights)].filter((text) => text !== '').join('\n\n')
      })
    })
  },
})
