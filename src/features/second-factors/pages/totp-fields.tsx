import { encode } from 'uqr'
import type { Translate } from '../../../platform/i18n/i18n.ts'
import { TextField } from '../../../ui/text-fields.tsx'
import { groupedKey } from '../rules/totp-code.ts'

/** Free space around a QR code, in modules: ISO/IEC 18004, 5.3.8. */
const QUIET = 4

interface TotpFieldsProps {
  readonly t: Translate
  readonly draft: { readonly secret: string; readonly sealed: string }
  /** For the app: `otpauth://…` */
  readonly uri: string
  readonly error?: string | undefined
}

/** The new key as picture and text, and the field for the code that confirms it. */
export function TotpFields({ t, draft, uri, error }: TotpFieldsProps) {
  return (
    <>
      <input type="hidden" name="sealed" value={draft.sealed} />
      <div>
        <p class="field-label">{t('secondFactors:totp.scan')}</p>
        <QrCode text={uri} label={t('secondFactors:totp.qr')} />
      </div>
      <div>
        <p class="field-label">{t('secondFactors:totp.type')}</p>
        <code class="select-all [overflow-wrap:anywhere]">{groupedKey(draft.secret)}</code>
        <p class="hint">{t('secondFactors:totp.keyHint')}</p>
      </div>
      <TextField
        name="code"
        label={t('secondFactors:totp.code')}
        hint={t('secondFactors:totp.codeHint')}
        autocomplete="one-time-code"
        inputmode="numeric"
        class="max-w-64"
        mono
        required
        error={error}
      />
    </>
  )
}

function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="mt-1 size-52 rounded-field" viewBox={`0 0 ${size} ${size}`} role="img" shape-rendering="crispEdges">
      <title>{label}</title>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
