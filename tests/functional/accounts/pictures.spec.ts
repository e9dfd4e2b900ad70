import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import sharp from 'sharp'
import Picture from '#models/people/picture'
import { pruneStorage } from '#storage/upkeep/prune'
import fileStore from '#storage/file_store'
import { CREDENTIALS, signInApp, signInBrowser, signInBy } from '#tests/helpers/clients/sign_in'
import { get, ORIGIN } from '#tests/helpers/clients/http'
import { contentsOf, madeFor } from '#tests/helpers/files/data_exports'
import { keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser, shared } from '#tests/helpers/files/sharing'
import { field, file, form, MULTIPART } from '#tests/helpers/files/uploads'
import { drawn, givePicture, sendPicture } from '#tests/helpers/people/pictures'
import { crown, uncrown } from '#tests/helpers/people/super_user'
import { createUser, deleteAccount, type UserBody } from '#tests/helpers/people/users'

const pathOf = (url: string | null) => new URL(url!).pathname
const pictureOf = async (client: { get(path: string): ReturnType<typeof get> }) =>
  (await client.get('/api/v1/me')).data<UserBody>().pictureUrl
const addressOf = (pictureId: string) => `/file/pictures/${pictureId}`
const keysOf = async ({ id }: { id: number }) =>
  (await Picture.query().where('user_id', id)).map((one) => one.id)
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
    const [first, keys] = [await pictureOf(app), await keysOf(app.person)]
    await sendPicture(app, await drawn('png'))
    assert.notEqual(await pictureOf(app), first)
    assert.lengthOf(await keysOf(app.person), 2)
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
    const keys = await keysOf(app.person)
    await deleteAccount(app.person)
    assert.deepEqual(await keysOf(app.person), [])
    for (const key of keys) assert.isFalse(await hasBytes(key))
  })

  test('stays when strays are removed from the storage', async ({ assert }) => {
    const person = await createUser()
    await givePicture(person)
    await pruneStorage()
    for (const key of await keysOf(person)) assert.isTrue(await hasBytes(key))
  })

  test('is in the archive of all that is mine', async ({ assert }) => {
    const app = await signInApp()
    await sendPicture(app, await drawn('png'))
    const contents = await contentsOf(await madeFor(app))
    assert.equal((await sharp(contents['picture.webp']).metadata()).width, 384)
  })
})

test.group('What is no picture', () => {
  const bomb = async () => drawn('png', { width: 26_000, height: 1_000 })
  const cut = async () => {
    const whole = await sharp(Buffer.alloc(90_000, 'noise'), {
      raw: { width: 200, height: 150, channels: 3 },
    })
      .jpeg()
      .toBuffer()
    return whole.subarray(0, whole.length / 2)
  }
  const lying = async () =>
    Buffer.concat([(await drawn('png')).subarray(0, 60), Buffer.alloc(500, 'MZ')])
  const KINDS: [string, () => Promise<Buffer> | Buffer, number, string?][] = [
    [
      'SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      415,
    ],
    ['a program', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(600)]), 415],
    ['text', () => Buffer.from('Not a picture'), 415],
    ['nothing', () => Buffer.alloc(0), 415],
    [
      'a TIFF',
      () =>
        sharp(Buffer.alloc(300), { raw: { width: 10, height: 10, channels: 3 } })
          .tiff()
          .toBuffer(),
      415,
    ],
    ['more pixels than can be', bomb, 422, 'pixels'],
    ['a JPEG that ends too early', cut, 422, 'picture'],
    ['a PNG that holds something else', lying, 422, 'picture'],
    ['more bytes than can be', () => Buffer.alloc(9 * 1_024 * 1_024), 413],
  ]
  test('is refused: {0}')
    .with(KINDS)
    .run(async ({ assert }, [, bytesOf, status, rule]) => {
      const app = await signInApp()
      const answer = await sendPicture(app, await bytesOf())
      assert.equal(answer.status, status, answer.text)
      if (rule) assert.containSubset(answer.problem, { errors: [{ field: 'file', rule }] })
      assert.isNull(await pictureOf(app))
    })

  test('is kept from going further where a picture holds it too', async ({ assert }) => {
    const app = await signInApp()
    const both = Buffer.concat([await drawn('gif'), Buffer.from('<script>alert(1)</script>')])
    assert.equal((await sendPicture(app, both)).status, 200)
    for (const key of await keysOf(app.person)) {
      const kept = Buffer.concat(await (await fileStore.read(key)).toArray())
      assert.notInclude(kept.toString('latin1'), 'script')
    }
  })
})

test.group('Who sees a picture', () => {
  test('is the person, who shares with them by name, and whom they share with', async ({
    assert,
  }) => {
    const owner = await signInApp(await createVerifiedUser())
    const reader = await signInApp(await createVerifiedUser())
    const [ofOwner, ofReader] = [await givePicture(owner.person), await givePicture(reader.person)]
    const statuses = async () => [
      (await owner.get(addressOf(ofReader))).status,
      (await reader.get(addressOf(ofOwner))).status,
    ]
    assert.deepEqual(await statuses(), [404, 404])
    const stored = await keepFile(owner.person)
    const share = await shared(owner, stored, { with: reader.person.username })
    assert.deepEqual(await statuses(), [200, 200])
    await owner.api('DELETE', `/api/v1/shares/${share.id}`)
    assert.deepEqual(await statuses(), [404, 404])

    await shared(owner, stored, { with: reader.person.email })
    assert.deepEqual(await statuses(), [404, 200])
  })

  test('is the super user, and nobody who is not signed in', async ({ assert, cleanup }) => {
    const address = addressOf(await givePicture(await createUser()))
    assert.equal((await get(address)).status, 401)
    const app = await signInApp()
    assert.equal((await app.get(address)).status, 404)
    await crown(app.person)
    cleanup(uncrown)
    assert.equal((await app.get(address)).status, 200)
  })

  test('keeps it for themselves, and asks whether it is the same', async ({ assert }) => {
    const browser = await signInBrowser()
    const address = addressOf(await givePicture(browser.person))
    const { headers } = await browser.get(address)
    assert.equal(headers['cache-control'], 'private, max-age=3600')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(String(headers['content-security-policy']), /sandbox/)
    const again = await browser.get(address, { 'If-None-Match': String(headers.etag) })
    assert.equal(again.status, 304)
    assert.equal((await browser.get(`${address}?size=huge`)).status, 422)
  })
})

test.group('The form for a picture', () => {
  const send = async (browser: Awaited<ReturnType<typeof signInBrowser>>, bytes: Buffer) => {
    const token = await browser.csrfToken('/account')
    const fields = [field('_csrf', token), field('form', 'picture-form')]
    return browser.send('POST', '/account/picture?_method=PUT', {
      body: form(...fields, file('me.png', bytes)),
      headers: {
        ...MULTIPART,
        'Origin': ORIGIN,
        'Sec-Fetch-Site': 'same-origin',
        'Referer': `${ORIGIN}/account`,
      },
    })
  }

  test('changes it, and takes it away again, without a script', async ({ assert }) => {
    const browser = await signInBrowser()
    assert.equal((await send(browser, await drawn('png'))).headers.location, '/account#picture')
    const { text } = await browser.get('/account')
    assert.include(text, 'Your picture is saved.')
    assert.match(text, /<img class="face face--header" src="\/file\/pictures\/[^"]+\?size=small"/)
    await browser.submit('/account', {}, '/account/picture?_method=DELETE')
    assert.notInclude((await browser.get('/account')).text, '/file/pictures/')
  })

  test('says what is wrong beside the field', async ({ assert }) => {
    const browser = await signInBrowser()
    await send(browser, (await drawn('png')).subarray(0, 70))
    assert.match((await browser.get('/account')).text, /id="picture-form-file-error"[^]*damaged/)
  })

  test('sends a text back with a message', async ({ assert }) => {
    const browser = await signInBrowser()
    await send(browser, Buffer.from('Not a picture'))
    assert.include((await browser.get('/account')).text, 'Choose a JPEG, PNG, WebP or GIF.')
  })
})
