const ADDRESS = /(https:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}’”»])/

/** One line below the form or the button of a backend; `https:` addresses in it are links. */
export function BackendHint({ text }: { readonly text: string }) {
  return (
    <p class="hint">
      {text.split(ADDRESS).map((part) =>
        isAddress(part) ? (
          <a class="link" href={part} rel="noreferrer">
            {part.slice('https://'.length)}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  )
}

/** @returns whether this is an address without a name and password in it, which could pretend another host */
function isAddress(part: string): boolean {
  const url = part.startsWith('https://') ? URL.parse(part) : null
  return url !== null && url.username === '' && url.password === ''
}
