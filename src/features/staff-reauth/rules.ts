interface NamedField {
  readonly type: 'text' | 'email' | 'password'
}

/**
 * The fields of a backend's form that name the account by its email: the person cannot prove to be somebody else, so their
 * values stand fast. A user name is not known here and has to be typed.
 */
export function fixedValues(
  fields: Readonly<Record<string, NamedField>>,
  user: { readonly email: string },
): Readonly<Record<string, string>> {
  const [name] = Object.entries(fields).find(([key, { type }]) => type === 'email' || key === 'email') ?? []
  return name === undefined ? {} : { [name]: user.email }
}
