import { deviceOf } from '../../platform/devices/device.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'

/** A device as its owner recognises it: "Firefox on Windows". */
export function deviceName(userAgent: string, t: Translate): string {
  const { browser, system } = deviceOf(userAgent)
  if (browser && system) return t('signIn:device.both', { browser, system })
  return browser || system || t('signIn:device.unknown')
}
