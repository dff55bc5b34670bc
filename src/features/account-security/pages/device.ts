import type { Translate } from '../../../platform/i18n/i18n.ts'

/** What people call a device: `Firefox on Linux`. */
export function deviceName(browser: string, system: string, t: Translate): string {
  if (browser && system) return t('signIn:account.device', { browser, system })
  return browser || system || t('signIn:account.unknownDevice')
}

/** The same for what the history keeps: `Firefox, Linux`. */
export function recordedDevice(device: string, t: Translate): string {
  const [browser = '', system = ''] = device.split(', ')
  return deviceName(browser, system, t)
}
