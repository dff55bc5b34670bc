/* npm test: every check in order, and at the end one line "N passed, N failed".
   --fast  only what needs neither build, database nor browser (npm run check) */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { longFiles } from './check-length.mjs'
import { root, runNode } from './environment.mjs'
import { installIfNeeded } from './install.mjs'

const results = join(root, 'test-results')

/** A stage that passes or fails as a whole; only its failure is counted. */
async function check(args) {
  return { passed: 0, failed: (await runNode(args)) === 0 ? 0 : 1 }
}

async function checkLength() {
  const problems = longFiles()
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  return { passed: 0, failed: problems.length === 0 ? 0 : 1 }
}

/** Files that broke before or outside of their tests count as one failure each. */
function brokenFiles(report) {
  return report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length
}

function countTests(file, status) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const failed = report.numFailedTests + brokenFiles(report)
    return { passed: report.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

async function tests(project) {
  const file = join(results, `${project}.json`)
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests', ...reporters]
  return countTests(file, await runNode(args))
}

const stages = [
  { name: 'types', run: () => check(['node_modules/typescript-native/bin/tsc', '--noEmit', '-p', '.']) },
  { name: 'lint', run: () => check(['node_modules/@biomejs/biome/bin/biome', 'check', '.']) },
  { name: 'arrows', run: () => check(['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src']) },
  { name: 'length', run: checkLength },
  { name: 'unit', run: () => tests('unit') },
  { name: 'build', slow: true, run: () => check(['scripts/build.mjs', '--if-stale']) },
  { name: 'flows', slow: true, run: () => tests('flows') },
  { name: 'conformance', slow: true, run: () => tests('conformance') },
  { name: 'browser', slow: true, run: () => tests('browser') },
]

installIfNeeded()
const fast = process.argv.includes('--fast')
const total = { passed: 0, failed: 0 }
const lines = []
mkdirSync(results, { recursive: true })
for (const stage of stages.filter(({ slow }) => !(fast && slow))) {
  process.stdout.write(`\n== ${stage.name}\n`)
  const start = performance.now()
  const { passed, failed } = await stage.run()
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const counts = passed > 0 || failed > 0 ? `, ${passed} passed, ${failed} failed` : ''
  lines.push(`${failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name} (${seconds} s${counts})`)
  process.stdout.write(`${lines.at(-1)}\n`)
}
process.stdout.write(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed\n`)
process.exitCode = total.failed === 0 ? 0 : 1
