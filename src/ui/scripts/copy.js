/** Shows the copy buttons, which are hidden without a script, and lets them copy the value of data-copy. */
const shownMs = 2000

async function copy(button) {
  const text = button.querySelector('[data-copy-text]')
  const before = text.textContent
  await navigator.clipboard.writeText(button.dataset.copy)
  if (before === button.dataset.copied) return
  text.textContent = button.dataset.copied
  setTimeout(() => {
    text.textContent = before
  }, shownMs)
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll('button[data-copy]')) {
    button.addEventListener('click', () => copy(button))
    button.hidden = false
  }
}
