import { createDemoTransport, createForum, type DemoAccess, seedDemo } from '../../src/features/demo/index.ts'
import { createRecordingTransport } from '../../src/platform/mail/testing.ts'
import type { MailTransport } from '../../src/platform/mail/types.ts'
import { freePort } from './free-port.ts'
import { startFoyer, type TestServer } from './server.ts'

/** The demo as `foyer demo` runs it, on ports of its own and with a database that ends with it. */
export interface RunningDemo extends AsyncDisposable {
  readonly foyer: TestServer
  readonly access: DemoAccess
  /** The organizer's front page. */
  readonly shop: string
  readonly office: string
  readonly mailbox: string
  readonly forum: string
}

/** Shop, back office, mailbox and the Festival forum. */
export async function startDemo(): Promise<RunningDemo> {
  const port = await freePort()
  const forumUrl = `http://localhost:${port}`
  const mails = createRecordingTransport()
  const foyer: TestServer = {
    ...(await startFoyer('sqlite', {
      env: { FOYER_DEMO: 'true', FOYER_REGISTRATION: 'true', FOYER_OUTGOING_ALLOW: `localhost:${port},127.0.0.1` },
      platform: { mailTransport: (db, clock) => both(createDemoTransport(db, clock), mails) },
    })),
    mails,
  }
  const access = await seedDemo(foyer.platform, foyer.features, forumUrl)
  const forum = await createForum({
    issuer: `${foyer.url}/${access.organizer}`,
    ...access.forum,
    url: forumUrl,
    i18n: foyer.platform.i18n,
  })
  await forum.listen({ port, host: 'localhost' })
  return {
    foyer,
    access,
    shop: `${foyer.url}/${access.organizer}/`,
    office: `${foyer.url}/control/`,
    mailbox: `${foyer.url}/demo/mailbox`,
    forum: `${forumUrl}/`,
    async [Symbol.asyncDispose]() {
      await forum.close()
      await foyer.stop()
    },
  }
}

/** Mails come into the demo's mailbox, and into `foyer.mails`. */
function both(mailbox: MailTransport, mails: MailTransport): MailTransport {
  return {
    ...mailbox,
    async send(mail) {
      await mails.send(mail)
      await mailbox.send(mail)
    },
  }
}
