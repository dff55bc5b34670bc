import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { tempRoot } from './temp-root.ts'

/** What the browser needs in containers and for root. Nothing here weakens what pages may do. */
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none']
const PARTS = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']

/**
 * A headless Chromium. `FOYER_TEST_CHROMIUM` names another program; else it comes from npm on Linux with x64, and is the
 * installed Chrome on all other systems.
 */
export async function launchChromium(): Promise<Browser> {
  const given = process.env.FOYER_TEST_CHROMIUM
  if (given) return chromium.launch({ executablePath: given, args: FLAGS })
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' })
  const folder = await unpackedChromium()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      ...(!existsSync('/etc/fonts/fonts.conf') && { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  })
}

/** Browser, libraries and a face for systems without any; unpacked once per version and kept. */
async function unpackedChromium(): Promise<string> {
  const packed = packageFolder()
  const { version }: { version: string } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'))
  const folder = join(tempRoot(), `foyer-chromium-${version}-${process.getuid?.() ?? 0}`)
  const isMade = (): boolean => existsSync(folder) && statSync(folder).uid === process.getuid?.()
  if (isMade()) return folder
  const draft = mkdtempSync(`${folder}-`)
  await unpack(packed, draft)
  writeFileSync(join(draft, 'fonts', 'fonts.conf'), fontsConf(join(folder, 'fonts', 'fonts')))
  try {
    renameSync(draft, folder)
    return folder
  } catch {
    if (!isMade()) return draft
    rmSync(draft, { recursive: true, force: true })
    return folder
  }
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  return dirname(dirname(entry))
}

/** The package unpacks into the temporary folder of the process, whatever lies there already. */
async function unpack(packed: string, folder: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  const parts = PARTS.map((part) => inflate(join(packed, 'bin', part)))
  if (before === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before
  await Promise.all(parts)
}

function fontsConf(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${folder}-cache</cachedir></fontconfig>
`
}
