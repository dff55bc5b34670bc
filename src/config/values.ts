import { z } from 'zod'

/** How the value of a setting is read and checked. */
export interface Value<T> {
  /** For people: what may be written. */
  readonly words: string
  /** Turns the text of an environment variable into what foyer.toml would hold; text that it cannot turn stays text. */
  readonly fromText: (text: string) => unknown
  /** Its messages complete the sentence "<name> must be ...". */
  readonly schema: z.ZodType<T>
}

const same = (text: string) => text

/** A text that passes `check`; `words` completes "must be". */
export function text(words: string, check: (text: string) => boolean = () => true): Value<string> {
  return { words, fromText: same, schema: z.string({ error: words }).refine(check, { error: words }) }
}

/** A web address without path, query or login; read without its trailing slash. */
export function origin(): Value<string> {
  const words = 'an http or https address without a path, such as "https://tickets.example"'
  const read = (typed: string, context: z.RefinementCtx<string>): string => {
    const url = URL.canParse(typed) ? new URL(typed) : undefined
    if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin
    context.addIssue({ code: 'custom', message: words })
    return z.NEVER
  }
  return { words, fromText: same, schema: z.string({ error: words }).transform(read) }
}

export function wholeNumber(min: number, max: number): Value<number> {
  const words = `a whole number from ${min} to ${max}`
  const fromText = (typed: string) => (/^\s*\d+\s*$/.test(typed) ? Number(typed) : typed)
  const schema = z.int({ error: words }).min(min, { error: words }).max(max, { error: words })
  return { words, fromText, schema }
}

const flagWords = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
])

export function flag(): Value<boolean> {
  const words = 'true or false'
  return {
    words,
    fromText: (typed) => flagWords.get(typed.trim().toLowerCase()) ?? typed,
    schema: z.boolean({ error: words }),
  }
}

export function choice<const T extends string>(...options: readonly [T, ...T[]]): Value<T> {
  const words = options.length === 2 ? options.join(' or ') : `one of ${options.join(', ')}`
  return { words, fromText: (typed) => typed.trim(), schema: z.enum(options, { error: words }) }
}

/** true or false, or one of these words; read as a word. */
export function flagOr<const T extends string>(...options: readonly [T, ...T[]]): Value<'true' | 'false' | T> {
  const words = `true, false or ${options.join(', ')}`
  const word = z.enum(['true', 'false', ...options])
  return {
    words,
    fromText: (typed) => flagWords.get(typed.trim().toLowerCase()) ?? typed.trim(),
    schema: z.union([word, z.boolean().transform((is): 'true' | 'false' => (is ? 'true' : 'false'))], { error: words }),
  }
}

/** At least `min` texts, in an environment variable separated by commas; `words` describes one of them. */
export function list(words: string, check: (item: string) => boolean, min = 0): Value<readonly string[]> {
  const listWords = `a list; each entry ${words}`
  const item = z.string({ error: words }).refine(check, { error: words })
  return {
    words: listWords,
    fromText: (typed) =>
      typed
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    schema: z
      .array(item, { error: listWords })
      .min(min, { error: `a list of at least ${min}` })
      .readonly(),
  }
}
