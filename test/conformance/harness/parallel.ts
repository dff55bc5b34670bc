/** Works through a list, `width` entries at a time. */
export async function inParallel<T>(
  list: readonly T[],
  width: number,
  work: (entry: T, index: number) => Promise<void>,
): Promise<void> {
  const entries = list.entries()
  const worker = async () => {
    for (const [index, entry] of entries) await work(entry, index)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
