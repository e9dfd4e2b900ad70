import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import File from '#models/file'
import { type App, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { address, FILES, keepFiles, list, type Query, walk } from '#tests/helpers/files/file_lists'
import { shareWith } from '#tests/helpers/files/files'
import { createUser, type Person } from '#tests/helpers/people/users'

/** Uploaded as a, b, c and d; put into the bin, or shared, in another order. */
const UPLOADED = ['a', 'b', 'c', 'd']
const CAME = ['c', 'a', 'd', 'b']
const LATEST_FIRST = [...CAME].reverse()

/** The files in the order in which they came, each with the minute of it. */
async function keepUploaded(owner: Pick<Person, 'id'>) {
  await keepFiles(owner, UPLOADED)
  const files = await File.query().where('owner_id', owner.id)
  return CAME.map((wanted, minute) => ({
    file: files.find(({ name }) => name === wanted)!,
    at: new Date(Date.now() - (CAME.length - minute) * 60_000),
  }))
}

async function fillBin(owner: Person) {
  for (const { file, at } of await keepUploaded(owner))
    await db.from('files').where('id', file.id).update({ deleted_at: at })
}

async function shareAll(guest: Person) {
  for (const { file, at } of await keepUploaded(await createUser())) {
    await shareWith(file, guest)
    await db.from('file_shares').where('file_id', file.id).update({ created_at: at })
  }
}

type Place = { page: string; path: string; query: Query; fill: (person: Person) => Promise<void> }

const PLACES: Place[] = [
  { page: '/bin', path: '/api/v1/bin', query: {}, fill: fillBin },
  { page: '/shared-with-me', path: FILES, query: { shared: 'with-me' }, fill: shareAll },
]

const namesIn = (text: string) =>
  [...text.matchAll(/<a href="\/files\/[^"]+"><bdi>(\w)<\/bdi><\/a>/g)].map(([, name]) => name)

test.group('Without an order of its own, a list', () => {
  test('{page} begins with what came last')
    .with(PLACES)
    .run(async ({ assert }, { page, path, query, fill }) => {
      const browser = await signInBrowser()
      await fill(browser.person)
      assert.deepEqual(namesIn((await browser.get(page)).text), LATEST_FIRST)
      assert.deepEqual((await list(browser, query, path)).names, LATEST_FIRST)
      const byUpload = await list(browser, { ...query, sort: 'createdAt' }, path)
      assert.deepEqual(byUpload.names, UPLOADED)
    })

  test('{page} goes on after each page, also where all came at once')
    .with(PLACES)
    .run(async ({ assert }, { path, query, fill }) => {
      const app = await signInApp()
      await fill(app.person)
      const pages = (given: App) => walk(given, { ...query, perPage: '1' }, undefined, path)
      assert.deepEqual(await pages(app), LATEST_FIRST)

      await db.from('files').where('owner_id', app.person.id).update({ deleted_at: new Date() })
      await db
        .from('file_shares')
        .where('user_id', app.person.id)
        .update({ created_at: new Date() })
      assert.sameMembers(await pages(app), UPLOADED)
    })

  test('{page} cannot be continued in the order of another')
    .with(PLACES)
    .run(async ({ assert }, { path, query, fill }) => {
      const app = await signInApp()
      await fill(app.person)
      const { meta } = await list(app, { ...query, perPage: '1' }, path)
      const after = meta.nextCursor!
      const answer = await app.get(address({ ...query, after, sort: '-createdAt' }, path))
      assert.equal(answer.status, 422)
    })
})
