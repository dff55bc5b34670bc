import type { LoginWishes } from '../../protocol/client/types.ts'

/** Refuses `prompt=login`, and says `auth_time` to nobody. */
const ONLY_CHOOSES = 'google'
/** Know `select_account`, although their discovery does not say so. */
const SELECTING: readonly string[] = [ONLY_CHOOSES, 'entra', 'auth0', 'pretix']

/** What a provider tells of itself. */
export interface PromptFacts {
  readonly preset: string
  /** `prompt_values_supported` of its discovery (Initiating User Registration 1.0), null when it lists none. */
  readonly prompts: readonly unknown[] | null
}

/** Whether asking for the time of a login may help. */
export function mayTellTime({ preset }: Pick<PromptFacts, 'preset'>): boolean {
  return preset !== ONLY_CHOOSES
}

export interface FittingWish {
  readonly wishes: LoginWishes
  readonly isFresh: boolean
}

/**
 * Wishes in words that the provider knows: many answer an unknown `prompt` with an error. Where an account cannot be chosen, a
 * login is asked for, which leads to the same.
 */
export function fittingWishes({ wishes, isFresh }: FittingWish, { preset, prompts }: PromptFacts): FittingWish {
  const onlyChooses = preset === ONLY_CHOOSES && !prompts?.includes('login')
  if (onlyChooses && (isFresh || wishes.maxAge !== undefined)) {
    return { isFresh: false, wishes: { ...wishes, maxAge: undefined, prompt: 'select_account' } }
  }
  const selects = prompts?.includes('select_account') ?? SELECTING.includes(preset)
  if (isFresh || selects || !wishes.prompt?.includes('select_account')) return { wishes, isFresh }
  return { isFresh, wishes: { ...wishes, prompt: 'login' } }
}
