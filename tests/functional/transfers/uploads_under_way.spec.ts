import { test } from '@japa/runner'
import { arrival } from '#config/service/arrival'
import { fileLimits } from '#config/service/files'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { sendBytes, statusOf } from '#tests/helpers/clients/raw'
import { until } from '#tests/helpers/until'
import { uploadForm } from '#tests/helpers/files/upload_form'
import { BOUNDARY, upload, uploadHead } from '#tests/helpers/transfers/uploads'
import { beginUpload } from '#tests/helpers/files/uploads_under_way'
import { change } from '#tests/helpers/settings'

const WAITING_TO_BE_ASKED: [string, string][] = [
  ['Content-Length', '5000000'],
  ['Expect', '100-continue'],
]

test.group('Uploads under way', () => {
  test('are limited for each account, and the next is refused before it is read', async ({
    assert,
  }) => {
    change(arrival.upload, { perAccount: 2 })
    const app = await signInApp()
    const uploads = [await beginUpload(app), await beginUpload(app)]
    const refused = await sendBytes(uploadHead(app, WAITING_TO_BE_ASKED))
    assert.equal(statusOf(refused), 429)
    assert.match(refused, /^retry-after: \d+\r$/im)
    assert.include(refused, '"code":"too_many_requests"')
    assert.notInclude(refused, '100 Continue')

    assert.equal((await upload(await signInApp())).status, 201)
    for (const { finish, answer } of uploads) {
      finish()
      assert.equal(statusOf(await answer), 201)
    }
  })

  test('are limited for the process, and the next is refused before it is read', async ({
    assert,
  }) => {
    change(arrival.upload, { atOnce: 2 })
    const uploads = [await beginUpload(await signInApp()), await beginUpload(await signInApp())]
    const refused = await sendBytes(uploadHead(await signInApp(), WAITING_TO_BE_ASKED))
    assert.equal(statusOf(refused), 503)
    assert.match(refused, /^retry-after: \d+\r$/im)
    assert.include(refused, '"code":"unavailable"')
    assert.notInclude(refused, '100 Continue')

    for (const { finish, answer } of uploads) {
      finish()
      assert.equal(statusOf(await answer), 201)
    }
  })

  test('give their place back however they end: {about}')
    .with([
      { about: 'taken', end: ({ finish }) => finish() },
      { about: 'the client leaves', end: ({ leave }) => leave() },
      {
        about: 'refused on the way',
        end: ({ finish }) => {
          change(fileLimits, { largest: 1_000 })
          finish()
        },
      },
      {
        about: 'not to be understood',
        end: ({ send }) => send(`\r\n--${BOUNDARY}!!`),
      },
    ] as { about: string; end: (it: Awaited<ReturnType<typeof beginUpload>>) => void }[])
    .run(async ({ assert }, { end }) => {
      change(arrival.upload, { perAccount: 1, atOnce: 1 })
      const { largest } = fileLimits
      const app = await signInApp()
      const underWay = await beginUpload(app)
      assert.equal((await upload(app)).status, 429)
      end(underWay)
      await underWay.answer
      change(fileLimits, { largest: largest })
      await until('there is a place', async () => (await upload(app)).status === 201)
    })

  test('are told of on the page, with a way to try again', async ({ assert }) => {
    change(arrival.upload, { perAccount: 1 })
    const browser = await signInBrowser()
    const underWay = await beginUpload(await signInApp(browser.person))
    const answer = await uploadForm(browser, { name: 'notes.txt', contents: 'contents' })
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    assert.include((await browser.get('/files')).text, 'too many uploads under way')

    underWay.leave()
    await underWay.answer
  })
})
