import { FoyerError } from '../../core/errors.ts'

/** A rule gives the tag, so only the rule takes it away. */
export class TagOfRule extends FoyerError {
  constructor(tag: string) {
    super('a rule gives this tag', {
      code: 'tag_of_rule',
      status: 409,
      text: { key: 'customerTags:bad.ofRule', params: { tag } },
    })
  }
}
