import { NASTY_JSON, NASTY_NAMES, NASTY_TEXTS } from './nasty.ts'
import type { Dice } from './random.ts'

/** Puts something else in the place of a value, at any depth, or adds a member. */
export function mutateJson(json: unknown, dice: Dice): unknown {
  if (typeof json !== 'object' || json === null || dice.chance(5)) return odd(dice)
  if (Array.isArray(json)) {
    if (json.length === 0 || dice.chance(30)) return [...json, odd(dice)]
    const at = dice.upTo(json.length)
    return json.toSpliced(at, 1, mutateJson(json[at], dice))
  }
  const names = Object.keys(json)
  if (names.length === 0 || dice.chance(15)) return { ...json, [dice.pick(NASTY_NAMES)]: odd(dice) }
  const name = dice.pick(names)
  const { [name]: value, ...others } = json as Record<string, unknown>
  return dice.chance(10) ? others : { ...others, [name]: mutateJson(value, dice) }
}

function odd(dice: Dice): unknown {
  return dice.chance(60) ? dice.pick(NASTY_JSON) : dice.pick(NASTY_TEXTS)
}
