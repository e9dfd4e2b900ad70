import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { test } from '@japa/runner'
import { fileLimits } from '#config/service/files'
import { signInApp } from '#tests/helpers/clients/sign_in'
import { run } from '#tests/helpers/servers/commands'
import type { FileBody } from '#tests/helpers/files/files'
import { field, file, form, noise, upload } from '#tests/helpers/transfers/uploads'
import {
  ago,
  changeRow,
  fileRowsOf,
  pathOf,
  storedKeys,
  watchIncoming,
} from '#tests/helpers/storage/stored_files'
import { change } from '#tests/helpers/settings'

const key = { 'Idempotency-Key': '8e03978e-40d5-43dd-bc93-6894a57f9324' }

test.group('An upload with an Idempotency-Key', () => {
  test('makes no second file when it is tried again', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const first = await upload(app, { headers: key })
    const again = await upload(app, { headers: key })
    assert.equal(again.status, 201)
    assert.deepEqual(again.data(), first.data())
    assert.deepEqual(
      [first, again].map(({ headers }) => headers['idempotent-replayed']),
      [undefined, 'true']
    )
    assert.lengthOf(await fileRowsOf(app.person), 1)
    assert.isEmpty(await arrived())
  })

  test('makes one file out of ten tries at once', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const wish = { contents: noise(200_000), headers: key }
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(app, wish)))
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201])
    assert.lengthOf([...new Set(answers.map((answer) => answer.data<FileBody>().id))], 1)

    const [row] = await fileRowsOf(app.person)
    assert.lengthOf(await fileRowsOf(app.person), 1)
    assert.equal(row.state, 'stored')
    assert.include(await storedKeys('final'), row.id)
    assert.isEmpty(await arrived())
  })

  test('is known again although the file has filled the quota', async ({ assert }) => {
    change(fileLimits, { quota: 100_000 })
    const app = await signInApp()
    const wish = { contents: noise(100_000), headers: key }
    assert.equal((await upload(app, wish)).status, 201)
    assert.equal((await upload(app, wish)).status, 201)
    assert.equal((await upload(app, { contents: noise(100_000) })).status, 413)
  })

  test('of another upload is refused: {0}')
    .with([
      ['other bytes', { contents: 'contentz' }],
      ['more bytes', { contents: 'contents and more' }],
      ['another name', { name: 'other.txt' }],
    ] as const)
    .run(async ({ assert }, [, other]) => {
      const app = await signInApp()
      assert.equal((await upload(app, { headers: key })).status, 201)
      const answer = await upload(app, { headers: key, ...other })
      assert.equal(answer.status, 422)
      assert.equal(answer.problem.errors![0].field, 'Idempotency-Key')
      assert.lengthOf(await fileRowsOf(app.person), 1)
    })

  test('finishes what a crash has cut short', async ({ assert }) => {
    const [app, arrived] = [await signInApp(), await watchIncoming()]
    const { id } = (await upload(app, { headers: key })).data<FileBody>()
    await rename(pathOf(id), pathOf(id, 'incoming'))
    await changeRow(id, { state: 'incoming' })

    const again = await upload(app, { headers: key })
    assert.equal(again.status, 201)
    assert.equal(again.data<FileBody>().id, id)
    const [row] = await fileRowsOf(app.person)
    assert.equal(row.state, 'stored')
    assert.isTrue(existsSync(pathOf(id)))
    assert.isEmpty(await arrived())
  })

  test('is forgotten after a day', async ({ assert }) => {
    const app = await signInApp()
    const { id } = (await upload(app, { headers: key })).data<FileBody>()
    await changeRow(id, { created_at: ago('23 hours 59 minutes') })
    await run('files:prune')
    assert.equal((await upload(app, { headers: key })).data<FileBody>().id, id)

    await changeRow(id, { created_at: ago('24 hours 1 minute') })
    await run('files:prune')
    const again = await upload(app, { headers: key })
    assert.equal(again.status, 201)
    assert.notEqual(again.data<FileBody>().id, id)
  })

  test('that another person uses as well is another key', async ({ assert }) => {
    const [one, other] = [await signInApp(), await signInApp()]
    const first = await upload(one, { headers: key })
    const second = await upload(other, { headers: key })
    assert.equal(second.status, 201)
    assert.notEqual(second.data<FileBody>().id, first.data<FileBody>().id)
  })

  test('can be used again after a failure', async ({ assert }) => {
    const unnamed = form(field('name', '..'), file('a.txt'))
    const app = await signInApp()
    assert.equal((await upload(app, { headers: key, body: unnamed })).status, 422)
    assert.equal((await upload(app, { headers: key })).status, 201)
  })

  test('that is none is refused', async ({ assert }) => {
    const app = await signInApp()
    for (const value of ['', ' ', 'a b', 'x'.repeat(256), 'é', 'a\tb', ['a', 'b']]) {
      const answer = await upload(app, { headers: { 'Idempotency-Key': value } })
      assert.equal(answer.status, 400, String(value))
    }
    assert.isEmpty(await fileRowsOf(app.person))
    const longest = { 'Idempotency-Key': '!~'.repeat(127) + '"' }
    assert.equal((await upload(app, { headers: longest })).status, 201)
  })
})
