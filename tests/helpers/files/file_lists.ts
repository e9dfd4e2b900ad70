import db from '@adonisjs/lucid/services/db'
import type { App } from '#tests/helpers/clients/sign_in'
import { type FileBody, keepFile } from '#tests/helpers/files/files'

type Meta = {
  total: number
  perPage: number
  currentPage: number | null
  lastPage: number
  nextCursor: string | null
}

/** As it stands in the address. */
export type Query = Record<string, string>

export type Page = { data: FileBody[]; meta: Meta }

export const FILES = '/api/v1/files'

export const address = (query: Query, path = FILES) => `${path}?${new URLSearchParams(query)}`

export async function list(app: Pick<App, 'get'>, query: Query = {}, path = FILES) {
  const { data, meta } = (await app.get(address(query, path))).json<Page>()
  return { names: data.map(({ name }) => name), files: data, meta }
}

/** Files of these names, each a millisecond younger than the one before. */
export async function keepFiles(owner: { id: number }, names: string[]) {
  const start = Date.now() - names.length
  for (const [at, name] of names.entries()) {
    const { id } = await keepFile(owner, { name, bytes: 'x'.repeat(at + 1) })
    await db
      .from('files')
      .where('id', id)
      .update({ created_at: new Date(start + at) })
  }
}

/** All pages from the first on, by their cursors; `between` happens after each. */
export async function walk(
  app: App,
  query: Query,
  between: () => Promise<unknown> = async () => {},
  path = FILES
) {
  const names: string[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: Awaited<ReturnType<typeof list>> = await list(app, { ...query, after }, path)
    names.push(...page.names)
    after = page.meta.nextCursor
    await between()
  }
  return names
}
