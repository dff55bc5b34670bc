export const percent = (share: number): string => `${Math.round(share * 100)} %`

export const mib = (bytes: number | null): string => (bytes === null ? '' : (bytes / 2 ** 20).toFixed(1))

export const kib = (bytes: number | null): string => (bytes === null ? '?' : (bytes / 2 ** 10).toFixed(2))
