import FileLink from '#models/file_link'

/** How many links open something, and until when the last of them does; a Date, or null where there is none. */
export async function lastLink(): Promise<{ count: number; until: Date | null }> {
  const [{ $extras }] = await FileLink.live().count('* as count').max('expires_at as until')
  return { count: Number($extras.count), until: $extras.until }
}
