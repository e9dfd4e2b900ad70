import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import sharp from 'sharp'
import Picture from '#models/people/picture'
import { pruneStorage } from '#upkeep/prune'
import fileStore from '#storage/file_store'
import { CREDENTIALS, signInApp, signInBy } from '#tests/helpers/clients/sign_in'
import { contentsOf, madeFor } from '#tests/helpers/transfers/data_exports'
import {
  drawn,
  givePicture,
  pictureKeysOf,
  pictureOf,
  sendPicture,
} from '#tests/helpers/people/pictures'
import { createUser, deleteAccount, type UserBody } from '#tests/helpers/people/users'

const pathOf = (url: string | null) => new URL(url!).pathname

export const addressOf = (pictureId: string) => `/file/pictures/${pictureId}`

const hasBytes = async (key: string) => (await fileStore.sizeOf(key)) !== null

test.group('A picture of oneself', () => {
  test('is sent, shown and removed, by {$self}')
    .with(CREDENTIALS)
    .run(async ({ assert }, credential) => {
      const client = await signInBy(credential)
      const answer = await sendPicture(client, await drawn('jpeg'))
      assert.equal(answer.status, 200, answer.text)
      const { pictureUrl } = answer.data<UserBody>()
      assert.equal(await pictureOf(client), pictureUrl)

      for (const [query, width] of [
        ['', 384],
        ['?size=large', 384],
        ['?size=small', 96],
      ] as const) {
        const { status, headers } = await client.get(pathOf(pictureUrl) + query)
        assert.equal(status, 200)
        assert.equal(headers['content-type'], 'image/webp')
        const keys = await Picture.query().where({ userId: client.person.id, width })
        assert.equal(headers['content-length'], String(keys[0].size))
      }

      assert.equal((await client.api('DELETE', '/api/v1/me/picture')).status, 204)
      assert.equal((await client.api('DELETE', '/api/v1/me/picture')).status, 204)
      assert.isNull(await pictureOf(client))
      assert.equal((await client.get(pathOf(pictureUrl))).status, 404)
      const kinds = await db.from('events').where('user_id', client.person.id).select('kind')
      const told = kinds.filter(({ kind }) => kind.startsWith('picture'))
      assert.lengthOf(told, 2)
    })

  test('is taken as {$self}, whatever it is called')
    .with(['jpeg', 'png', 'webp', 'gif'] as const)
    .run(async ({ assert }, format) => {
      const app = await signInApp()
      assert.equal((await sendPicture(app, await drawn(format), 'me.exe')).status, 200)
    })

  test('is a square that says nothing of where it was taken, and stands upright', async ({
    assert,
  }) => {
    const app = await signInApp()
    const place = { IFD0: { Copyright: 'At home' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } }
    const half = { create: { width: 200, height: 100, channels: 3, background: 'black' } } as const
    const bytes = await sharp({ ...half, create: { ...half.create, width: 400 } })
      .composite([{ input: await sharp(half).negate().png().toBuffer(), left: 200, top: 0 }])
      .withExif(place)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    await sendPicture(app, bytes)
    const [large] = await Picture.query().where({ userId: app.person.id, width: 384 })
    const kept = await (await fileStore.read(large.id)).toArray()
    const { width, height, exif, orientation } = await sharp(Buffer.concat(kept)).metadata()
    assert.deepEqual([width, height, exif, orientation], [384, 384, undefined, undefined])
    const { data, info } = await sharp(Buffer.concat(kept))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]
    assert.isBelow(at(192, 20), 60)
    assert.isAbove(at(192, 364), 195)
  })

  test('is as clear as it was, and in the same colours', async ({ assert }) => {
    const app = await signInApp()
    const background = { r: 200, g: 100, b: 40, alpha: 0.5 }
    const clear = { create: { width: 500, height: 500, channels: 4, background } } as const
    await sendPicture(app, await sharp(clear).png().toBuffer())
    const [{ id }] = await Picture.query().where({ userId: app.person.id, width: 96 })
    const kept = Buffer.concat(await (await fileStore.read(id)).toArray())
    const [red, green, blue, alpha] = await sharp(kept).raw().toBuffer()
    for (const [value, wanted] of [
      [red, 200],
      [green, 100],
      [blue, 40],
      [alpha, 128],
    ])
      assert.approximately(value, wanted, 12)
  })

  test('keeps the first image of one that moves', async ({ assert }) => {
    const app = await signInApp()
    const frames = [await drawn('png'), await drawn('png', { background: '#a3281f' })]
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    assert.equal((await sharp(moving).metadata()).pages, 2)
    assert.equal((await sendPicture(app, moving)).status, 200)
    const [{ id }] = await Picture.query().where({ userId: app.person.id, width: 96 })
    const kept = Buffer.concat(await (await fileStore.read(id)).toArray())
    assert.isUndefined((await sharp(kept).metadata()).pages)
  })

  test('takes the place of the one before, whose bytes go', async ({ assert }) => {
    const app = await signInApp()
    await sendPicture(app, await drawn('png'))
    const [first, keys] = [await pictureOf(app), await pictureKeysOf(app.person)]
    await sendPicture(app, await drawn('png'))
    assert.notEqual(await pictureOf(app), first)
    assert.lengthOf(await pictureKeysOf(app.person), 2)
    for (const key of keys) assert.isFalse(await hasBytes(key))
  })

  test('counts in no quota, and is no file', async ({ assert }) => {
    const app = await signInApp()
    await sendPicture(app, await drawn('png'))
    assert.deepEqual((await app.get('/api/v1/files')).data(), [])
  })

  test('goes with the account', async ({ assert }) => {
    const app = await signInApp()
    await sendPicture(app, await drawn('png'))
    const keys = await pictureKeysOf(app.person)
    await deleteAccount(app.person)
    assert.deepEqual(await pictureKeysOf(app.person), [])
    for (const key of keys) assert.isFalse(await hasBytes(key))
  })

  test('stays when strays are removed from the storage', async ({ assert }) => {
    const person = await createUser()
    await givePicture(person)
    await pruneStorage()
    for (const key of await pictureKeysOf(person)) assert.isTrue(await hasBytes(key))
  })

  test('is in the archive of all that is mine', async ({ assert }) => {
    const app = await signInApp()
    await sendPicture(app, await drawn('png'))
    const contents = await contentsOf(await madeFor(app))
    assert.equal((await sharp(contents['picture.webp']).metadata()).width, 384)
  })
})
