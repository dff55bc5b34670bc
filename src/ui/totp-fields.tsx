import { encode } from 'uqr'
import { groupedKey } from '../platform/factors/totp-code.ts'
import type { Translate } from '../platform/i18n/i18n.ts'
import { TextField } from './text-fields.tsx'

/** Free space around a QR code, in modules: ISO/IEC 18004, 5.3.8. */
const QUIET = 4

interface TotpFieldsProps {
  readonly t: Translate
  /** base32 */
  readonly secret: string
  /** For the app: `otpauth://…` */
  readonly uri: string
  readonly error?: string | undefined
}

/** The new key as picture and text, and the field for the code that confirms it. */
export function TotpFields({ t, secret, uri, error }: TotpFieldsProps) {
  return (
    <>
      <div>
        <p class="field-label">{t('ui:totp.scan')}</p>
        <QrCode text={uri} label={t('ui:totp.qr')} />
      </div>
      <div>
        <p class="field-label">{t('ui:totp.type')}</p>
        <code class="select-all [overflow-wrap:anywhere]">{groupedKey(secret)}</code>
        <p class="hint">{t('ui:totp.keyHint')}</p>
      </div>
      <TextField
        name="code"
        label={t('ui:totp.code')}
        hint={t('ui:totp.codeHint')}
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
