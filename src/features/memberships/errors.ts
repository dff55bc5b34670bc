import { FoyerError, type Message } from '../../core/errors.ts'

/** A type that memberships have cannot be deleted. */
export class TypeInUse extends FoyerError {
  constructor(count: number) {
    super('the membership type is in use', {
      code: 'membership_type_in_use',
      status: 409,
      text: { key: 'memberships:bad.typeInUse', params: { count } },
    })
  }
}

/** A type that another feature needs cannot be deleted. */
export class TypeKept extends FoyerError {
  constructor(text: Message) {
    super('the membership type is needed', { code: 'membership_type_needed', status: 409, text })
  }
}

/** Only test memberships that no ticket uses can be deleted. */
export class NotRemovable extends FoyerError {
  constructor(reason: 'live' | 'used') {
    super(`a membership cannot be deleted: ${reason}`, {
      code: 'membership_not_removable',
      status: 409,
      text: { key: `memberships:bad.${reason}` },
    })
  }
}

/** Somebody else saved in between. */
export class ChangedMeanwhile extends FoyerError {
  constructor() {
    super('the membership was changed meanwhile', {
      code: 'changed_meanwhile',
      status: 409,
      text: { key: 'memberships:bad.changedMeanwhile' },
    })
  }
}
