import db from '@adonisjs/lucid/services/db'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'

export const linksOf = ({ id }: { id: string }) => db.from('file_links').where('file_id', id)

/** Somebody with a file, to which they make links. */
export async function linkMaker() {
  const app = await signInApp()
  const file = await keepFile(app.person)
  const path = `/api/v1/files/${file.id}/links`
  const make = (headers: Record<string, string>, json: object = {}) =>
    app.api('POST', path, json, headers)
  return { app, file, make }
}
