import { PERMISSIONS } from '../../core/permissions.ts'
import { defineCommand } from '../command.ts'
import { findOrganizer } from '../find-organizer.ts'
import { table } from '../output.ts'
import { withFeatures } from '../with-features.ts'

const PAGE = 1000

export default defineCommand({
  positionals: {},
  flags: {
    organizer: { type: 'string', required: true, summary: 'short form of the organizer' },
    after: { type: 'string', summary: 'email address after which the list goes on' },
  },
  notes: () => 'Administrators of the installation may do everything without a team; they stand in the list "admins".',
  async run(ctx) {
    await withFeatures(ctx, async ({ organizers, teams }) => {
      const { after } = ctx.flags
      const organizer = await findOrganizer(organizers, ctx.flags.organizer)
      const people = await teams.whoCan.people(organizer, { limit: PAGE, ...(after !== undefined && { after }) })
      const admins = await teams.whoCan.admins(PAGE)
      const view = people.map(({ email, fullname, isActive, hasSecondFactor, permissions }) => ({
        email,
        fullname,
        is_active: isActive,
        has_second_factor: hasSecondFactor,
        permissions: Object.fromEntries(permissions),
      }))
      ctx.out.answer({ people: view, admins: admins.map(({ email, fullname }) => ({ email, fullname })) }, () =>
        table([
          ...admins.map(({ email }) => [email, 'everything', 'administrator of the installation']),
          ...people.flatMap(({ email, permissions }) =>
            PERMISSIONS.filter((permission) => permissions.has(permission)).map((permission) => [
              email,
              permission,
              (permissions.get(permission) ?? []).join(', '),
            ]),
          ),
        ]),
      )
    })
  },
})
