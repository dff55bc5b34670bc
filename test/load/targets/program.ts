import { fileURLToPath } from 'node:url'
import { pinned } from '../cores.ts'
import { type Child, startChild, untilAnswers } from '../processes.ts'
import type { Workplace } from '../workplace.ts'

/** Starts one of the server programs of this benchmark on the server's core, and waits until it answers. */
export async function startProgram(
  workplace: Workplace,
  file: string,
  config: { readonly port: number },
): Promise<Child> {
  const program = fileURLToPath(new URL(`../servers/${file}`, import.meta.url))
  const node = [process.execPath, '--no-warnings', ...workplace.profiling, program]
  const child = startChild(pinned(workplace.cores, 'server', node))
  child.process.send(config)
  await untilAnswers(`http://127.0.0.1:${config.port}/.well-known/openid-configuration`, child)
  return child
}
