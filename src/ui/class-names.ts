/** Joins the class names that are set; undefined when none is, so that no empty attribute is drawn. */
export function classNames(...names: (string | false | undefined)[]): string | undefined {
  const set = names.filter((name) => typeof name === 'string' && name !== '')
  return set.length > 0 ? set.join(' ') : undefined
}
