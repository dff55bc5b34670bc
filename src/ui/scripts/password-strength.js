/**
 * Says in words how good the password in the field beside it is, from its length and variety alone. What the server refuses, it
 * refuses by itself.
 */
const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /\s/u, /[^\p{L}\p{Nd}\s]/u]

function level(password, min) {
  const signs = [...password]
  if (signs.length < min) return 'short'
  const distinct = new Set(signs).size
  const variety = kinds.filter((kind) => kind.test(password)).length
  const points = Math.min(signs.length, 3 * distinct) + 2 * (variety - 1)
  return points < 12 ? 'weak' : points < 18 ? 'fair' : 'strong'
}

for (const note of document.querySelectorAll('[data-strength-of]')) {
  const field = note.closest('form')?.elements.namedItem(note.dataset.strengthOf)
  field?.addEventListener('input', () => {
    note.hidden = field.value === ''
    note.textContent = note.dataset[level(field.value, Number(note.dataset.min))]
  })
}
