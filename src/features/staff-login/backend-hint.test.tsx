import { describe, expect, it } from 'vitest'
import { BackendHint } from './backend-hint.tsx'

const draw = (text: string) => String(<BackendHint text={text} />)

describe('the hint of a backend', () => {
  it('makes links of https addresses, without the dot that ends the sentence', () => {
    expect(draw('New here? See https://help.example/login.')).toBe(
      '<p class="hint">New here? See <a class="link" href="https://help.example/login" rel="noreferrer">help.example/login</a>.</p>',
    )
  })

  it.each(['http://help.example', 'javascript:alert(1)', 'https://bank.example@evil.example/', 'https://'])(
    'leaves %s a text',
    (text) => {
      expect(draw(text)).toBe(`<p class="hint">${text}</p>`)
    },
  )

  it('stays a text where somebody wrote markup', () => {
    expect(draw('<b>https://a.example/"onclick=</b>')).not.toMatch(/<b>|" ?onclick/)
  })
})
