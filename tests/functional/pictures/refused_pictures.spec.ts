import { test } from '@japa/runner'
import sharp from 'sharp'
import fileStore from '#storage/file_store'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { ORIGIN } from '#tests/helpers/clients/http'
import { field, file, form, MULTIPART } from '#tests/helpers/transfers/uploads'
import { drawn, pictureKeysOf, pictureOf, sendPicture } from '#tests/helpers/people/pictures'

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
    for (const key of await pictureKeysOf(app.person)) {
      const kept = Buffer.concat(await (await fileStore.read(key)).toArray())
      assert.notInclude(kept.toString('latin1'), 'script')
    }
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
    assert.equal((await send(browser, await drawn('png'))).headers.location, '/account#notice')
    const { text } = await browser.get('/account')
    assert.include(text, 'Your picture has been saved.')
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
