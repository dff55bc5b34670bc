import { test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openPage, axe } from '../support/browser.ts'
import { startFoyer } from '../support/server.ts'
import { makeCustomer, logIn, linkIn } from '../support/accounts.ts'
import { staffBrowser } from '../support/office.ts'
test('shots', async () => {
  await using foyer = await startFoyer('sqlite')
  const acme = await foyer.organizer('acme', { name_scheme: 'salutation_title_given_family', name_scheme_titles:'german_common', time_zone: 'Europe/Berlin', brand_color: '#0b6b4f' })
  for (let i = 0; i < 8; i++) await makeCustomer(foyer, acme, { email: `person${i}@example.org`, name: `Person Number ${i}`, isVerified: i % 3 !== 0, isActive: i % 4 !== 3, password: null })
  const ann = await makeCustomer(foyer, acme, { notes: 'Needs a wheelchair seat', phone: '+493415550148' })
  const c = foyer.client(); await logIn(c); const c2 = foyer.client({headers:{'user-agent':'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'}}); await logIn(c2)
  await c.submit('/acme/account/pwreset', { email: 'ann@example.org' }); await foyer.deliver()
  const link = linkIn(foyer.mails.to('ann@example.org')[0])
  const staff = await staffBrowser(foyer)
  await staff.submit(`/control/organizer/acme/customer/${ann.identifier}/edit`, { notes: 'Needs a wheelchair seat in row 7' })
  await using chromium = await launchChromium() as never
  for (const [w, scheme] of [[1280,'light'],[375,'light'],[1280,'dark']] as const) {
    await using open = await openPage(chromium as never, { width: w, colorScheme: scheme })
    const { page } = open
    const host = new URL(foyer.url).hostname
    const snap = async (path: string, name: string) => { await page.goto(foyer.url + path); await page.screenshot({ path: `/tmp/shots/${name}-${w}-${scheme}.png`, fullPage: true }); const a = await axe(page); if (a.length) console.log(name, w, scheme, a.join('\n')); const over = await page.evaluate('document.documentElement.scrollWidth > innerWidth'); if (over) console.log('OVERFLOW', name, w) }
    await snap('/acme/account/login', 'login')
    await snap('/acme/account/register', 'register')
    await page.click('main form button.btn-primary'); await page.screenshot({ path: `/tmp/shots/register-bad-${w}-${scheme}.png`, fullPage: true })
    console.log((await axe(page)).join('\n'))
    await snap('/acme/account/sent?for=reset', 'sent')
    await snap('/acme/account/pwreset', 'reset')
    await snap(link, 'recover')
    await snap('/acme/account/activate', 'gone')
    await page.context().addCookies([...c2.cookies].map(([name, value]) => ({ name, value, domain: host, path: '/' })))
    await snap('/acme/account/', 'account'); await snap('/acme/account/logout', 'logout')
    await page.context().addCookies([...staff.cookies].map(([name, value]) => ({ name, value, domain: host, path: '/' })))
    for (const [p, n] of [['customers','list'],['customers?query=zzz','none'],[`customer/${ann.identifier}/`,'detail'],[`customer/${ann.identifier}/edit`,'edit'],['customer/add','add'],[`customer/${ann.identifier}/anonymize`,'anon']] as const) await snap(`/control/organizer/acme/${p}`, n)
    if (w===1280 && scheme==='light') { await page.setContent(foyer.mails.to('ann@example.org')[0]?.html ?? ''); await page.screenshot({ path: '/tmp/shots/mail.png', fullPage: true }) }
  }
}, 120000)
