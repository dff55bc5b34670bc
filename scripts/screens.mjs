/* Makes the pictures of README.md and docs/DESIGN.md in docs/screens/: the style guide, and pages of the demo. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchChromium } from '../test/support/chromium.ts'
import { root, runNode } from './environment.mjs'
import { smallPng } from './small-png.mjs'

const folder = join(root, 'docs', 'screens')
const viewport = { width: 1280, height: 860 }

if ((await runNode(['scripts/build.mjs', '--if-stale'])) !== 0) process.exit(1)
const { loadConfig } = await import('../dist/src/config.js')
const { startServer } = await import('../dist/src/main.js')
const { connectChoir, createDemoTransport, seedDemo } = await import('../dist/src/features/demo/index.js')
const { loadAssetAddresses } = await import('../dist/src/platform/http/assets.js')
const { renderPage } = await import('../dist/src/ui/render.js')
const { sampleOfficeFrame } = await import('../dist/src/ui/style-guide/samples.js')
const { organizerColoursCss } = await import('../dist/src/ui/style-guide/colours.js')
const { StyleGuide } = await import('../dist/src/ui/style-guide.js')

const data = mkdtempSync(join(tmpdir(), 'foyer-screens-'))
const port = await freePort()
const forum = 'http://localhost:3001'
const config = loadConfig({
  cwd: data,
  env: {
    FOYER_PORT: String(port),
    FOYER_DATA_DIR: data,
    FOYER_DEMO: 'true',
    FOYER_LOG_LEVEL: 'warn',
    FOYER_OUTGOING_ALLOW: `localhost:${port}`,
  },
})
const server = await startServer(config, { mailTransport: createDemoTransport })
const access = await seedDemo(server.platform, server.features, forum)
const member = { email: 'mira@demo.example', password: access.customer.password }
await connectChoir(server.platform, server.features, access.organizer, member)
const browser = await launchChromium()
try {
  await styleGuide('light')
  await styleGuide('dark')
  await login()
  await customers()
} finally {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true, force: true })
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, 'localhost', resolve))
  const { port: free } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return free
}

async function withPage(colorScheme, act) {
  const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB' })
  try {
    await act(await context.newPage())
  } finally {
    await context.close()
  }
}

async function keep(page, name, options = {}) {
  await page.evaluate('document.fonts.ready')
  await page.waitForTimeout(200)
  const picture = smallPng(await page.screenshot(options))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.png`), picture)
  process.stdout.write(`docs/screens/${name}.png, ${Math.ceil(picture.length / 1024)} KB\n`)
}

/** The product does not serve it, so the browser gets it from here; style sheet and fonts come from the server. */
async function styleGuide(colorScheme) {
  const assets = { ...loadAssetAddresses(), brandCss: '/style-guide.css' }
  const body = await renderPage(StyleGuide({ frame: sampleOfficeFrame('', assets) }))
  await withPage(colorScheme, async (page) => {
    const address = `${config.url}/style-guide`
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
    await page.route(`${address}.css`, (route) =>
      route.fulfill({ contentType: 'text/css', body: organizerColoursCss() }),
    )
    await page.goto(address)
    const height = await page.evaluate('document.documentElement.scrollHeight')
    await page.setViewportSize({ ...viewport, height })
    await keep(page, `style-guide-${colorScheme}`)
  })
}

async function login() {
  await withPage('light', async (page) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: access.forum.clientId,
      redirect_uri: `${forum}/callback`,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    await page.goto(`${config.url}/${access.organizer}/oauth2/v1/authorize?${query}`)
    await keep(page, 'login')
  })
}

async function customers() {
  await withPage('light', async (page) => {
    await page.goto(`${config.url}/control/login`)
    await page.getByLabel('Email').fill(access.staff.email)
    await page.getByLabel('Password').fill(access.staff.password)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.goto(`${config.url}/control/organizer/${access.organizer}/customers`)
    await keep(page, 'customers')
  })
}
