import { connectChoir, createDemoTransport, createForum, type DemoAccess, seedDemo } from '../../features/demo/index.ts'
import { CannotListen, type RunningServer } from '../../main.ts'
import { defineCommand } from '../command.ts'
import { table } from '../output.ts'
import { runServer } from '../run-server.ts'

export default defineCommand({
  positionals: {},
  flags: {},
  async run(ctx) {
    const logLevel = ctx.env.FOYER_LOG_LEVEL ? ctx.config.logLevel : 'warn'
    const forumHost = `localhost:${ctx.config.demoAppPort}`
    const forumUrl = `http://${forumHost}`
    // The shop tells the forum of logouts and asks the choir who people are; such calls reach nothing on this machine otherwise.
    const outgoingAllow = [...ctx.config.outgoingAllow, forumHost, new URL(ctx.config.url).host]
    const config = { ...ctx.config, logLevel, outgoingAllow, demo: true } as const
    await runServer(ctx, {
      workers: 1,
      config,
      platform: { mailTransport: createDemoTransport },
      async listening(server) {
        const access = await seedDemo(server.platform, server.features, forumUrl)
        const member = { email: 'mira@demo.example', password: access.customer.password }
        await connectChoir(server.platform, server.features, access.organizer, member)
        const forum = await startForum(server, access, forumUrl)
        ctx.out.note(
          `\n${addresses(config.url, forumUrl, access)}\n\nStop with Ctrl-C. Nothing is sent to the outside.`,
        )
        return { stop: () => forum.close() }
      },
    })
  },
})

async function startForum(server: RunningServer, access: DemoAccess, forumUrl: string) {
  const { config, i18n } = server.platform
  const forum = await createForum({
    issuer: `${config.url}/${access.organizer}`,
    ...access.forum,
    url: forumUrl,
    i18n,
  })
  try {
    await forum.listen({ port: config.demoAppPort, host: config.host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new CannotListen(
      `Port ${config.demoAppPort} of the demo application is in use. Choose another one with FOYER_DEMO_APP_PORT.`,
    )
  }
  return forum
}

function addresses(url: string, forumUrl: string, access: DemoAccess): string {
  const { staff, customer, organizer } = access
  return table([
    ['Shop', `${url}/${organizer}/`, `${customer.email} / ${customer.password}`],
    ['', 'button “Lindenhof Choir members”', `mira@demo.example / ${customer.password}`],
    ['Back office', `${url}/control/`, `${staff.email} / ${staff.password}`],
    ['', '', 'or bo@demo.example of the box office, with the same password'],
    ['Festival forum', `${forumUrl}/`, 'signs in with the shop'],
    ['Mailbox', `${url}/demo/mailbox`, 'every mail that the demo would send'],
  ])
}
