import { backendText, type LoadedBackend } from '../staff-backends/index.ts'

/** A backend that cannot say whether it is visible is shown, so that its failure is seen. */
export function isVisible(backend: LoadedBackend): boolean {
  return attempt(() => backend.visible, true)
}

/** What people call it; a backend that cannot say it is called by its identifier. */
export function backendName(backend: LoadedBackend, locale: string): string {
  return attempt(() => backendText(backend.verboseName, locale), backend.identifier)
}

export function backendHint(backend: LoadedBackend, locale: string): string | null {
  return attempt(() => backend.hint && backendText(backend.hint, locale), null)
}

/** The fields of its form; none when it cannot say. */
export function formFields(backend: LoadedBackend): LoadedBackend['loginFormFields'] {
  return attempt(() => backend.loginFormFields, {})
}

/** Attributes of a backend may be computed, and a computation may fail. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
