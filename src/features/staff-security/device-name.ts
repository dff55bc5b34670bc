import type { Device } from '../../platform/devices/device.ts'
import type { Translate } from '../../platform/i18n/i18n.ts'

/** A device as its owner recognises it: "Firefox on Windows". */
export function deviceName({ browser, system }: Pick<Device, 'browser' | 'system'>, t: Translate): string {
  if (browser && system) return t('staffSecurity:device.both', { browser, system })
  return browser || system || t('staffSecurity:device.unknown')
}
