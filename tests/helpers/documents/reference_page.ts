import { get } from '#tests/helpers/clients/http'

/** What the page of one endpoint says, by its operation id, without the markup. */
export async function wordsAbout(id: string) {
  const { text } = await get(`/docs/api/${id}`)
  return text.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')
}
