import { mkdir, rm } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { makeExports } from '#exports/make'
import fileStore from '#storage/file_store'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import {
  askForData,
  bytesPath,
  exportsOf,
  keepExport,
  madeFor,
} from '#tests/helpers/transfers/data_exports'
import { keepFile } from '#tests/helpers/files/files'
import { pathOf } from '#tests/helpers/storage/stored_files'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, deleteAccount, suspend } from '#tests/helpers/people/users'
import { run } from '#tests/helpers/servers/commands'
import { ageConfirmation } from '#tests/helpers/time'

const keyOf = async ({ id }: { id: string }) =>
  (await db.from('data_exports').where('id', id).firstOrFail()).storage_key as string

const hasBytes = async (key: string) => (await fileStore.sizeOf(key)) !== null

const change = ({ id }: { id: string }, values: object) =>
  db.from('data_exports').where('id', id).update(values)

test.group('An archive', () => {
  test('is made one at a time, and so often in a day', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ dataExports: 2 }))
    const owner = await signInApp()
    const answers = await Promise.all([askForData(owner), askForData(owner)])
    assert.sameMembers(
      answers.map(({ status }) => status),
      [202, 409]
    )
    await makeExports()
    await madeFor(owner)
    assert.equal((await askForData(owner)).status, 429)
  })

  test('takes the place of the one before', async ({ assert }) => {
    const owner = await signInApp()
    const key = await keyOf(await madeFor(owner))
    const second = await madeFor(owner)
    assert.deepEqual(
      (await exportsOf(owner)).map(({ id }) => id),
      [second.id]
    )
    assert.isFalse(await hasBytes(key))
  })

  test('is gone after a week, with its bytes', async ({ assert }) => {
    const owner = await signInApp()
    const made = await madeFor(owner)
    const key = await keyOf(made)
    await change(made, { expires_at: db.raw(`now() - interval '1 second'`) })
    assert.equal((await owner.get(bytesPath(made))).status, 404)
    assert.deepEqual(await exportsOf(owner), [])
    assert.isTrue(await hasBytes(key))
    await run('files:prune')
    assert.isFalse(await hasBytes(key))
  })

  test('goes with the account, also where it is being made', async ({ assert }) => {
    const owner = await signInApp()
    const key = await keyOf(await madeFor(owner))
    await askForData(owner)
    await deleteAccount(owner.person)
    assert.isFalse(await hasBytes(key))
    await makeExports()
    assert.isEmpty(await db.from('data_exports').where('user_id', owner.person.id))
  })

  test('is not made for an account that is suspended', async ({ assert }) => {
    const owner = await signInApp()
    await askForData(owner)
    await suspend(owner.person)
    await makeExports()
    assert.isEmpty(await db.from('data_exports').where('user_id', owner.person.id))
  })

  test('is made by command, which says how many and whether one failed', async ({ assert }) => {
    const owner = await signInApp()
    await askForData(owner)
    const { exitCode, output } = await run('exports:make')
    assert.equal(exitCode, 0)
    assert.match(output.at(-1)!, /^\[ success \] [1-9]\d* archives? made\.$/)

    const file = await keepFile(owner.person)
    await rm(pathOf(file.id))
    await mkdir(pathOf(file.id))
    await askForData(owner)
    const failing = await run('exports:make')
    assert.equal(failing.exitCode, 1)
    assert.match(failing.errors.at(-1)!, /^\[ error \] \d+ archives? made, 1 failed\./)
    await rm(pathOf(file.id), { recursive: true })
  })

  test('that fails is tried again later, and given up in the end', async ({ assert }) => {
    const owner = await signInApp()
    const file = await keepFile(owner.person)
    // A folder in place of the bytes: reading them fails.
    await rm(pathOf(file.id))
    await mkdir(pathOf(file.id))
    await askForData(owner)
    for (let attempt = 1; attempt <= 5; attempt++) {
      await makeExports()
      const [wanted] = await exportsOf(owner)
      assert.equal(wanted.state, attempt < 5 ? 'waiting' : 'failed')
      await change(wanted, { next_attempt_at: db.raw('now()') })
    }
    await rm(pathOf(file.id), { recursive: true })
    assert.equal((await madeFor(owner)).state, 'ready')
  })

  test('is left to another server by one that ends', async ({ assert }) => {
    const owner = await signInApp()
    await askForData(owner)
    await makeExports(AbortSignal.abort(new Error('The server ends.')))
    assert.equal((await exportsOf(owner))[0].state, 'waiting')
    await makeExports()
    assert.equal((await exportsOf(owner))[0].state, 'ready')
  })
})

test.group('The page for it', () => {
  test('asks for the archive, says that it is made, and has the download', async ({ assert }) => {
    const browser = await signInBrowser()
    const { headers } = await browser.submit('/account/data', {}, '/account/exports')
    assert.equal(headers.location, '/account/data')
    const waiting = (await browser.get('/account/data')).text
    assert.include(waiting, 'Your data is being put together.')
    assert.include(waiting, 'Being put together')
    assert.notInclude(waiting, 'action="/account/exports"')

    await makeExports()
    const { text } = await browser.get('/account/data')
    const path = /href="(\/file\/exports\/[^"]+)"/.exec(text)![1]
    assert.equal((await browser.get(path)).status, 200)
  })

  test('leads to the password first', async ({ assert }) => {
    const browser = await signInBrowser()
    await ageConfirmation(browser.person.id, 16)
    const { headers } = await browser.submit('/account/data', {}, '/account/exports')
    assert.match(headers.location!, /^\/confirm\?next=/)
    assert.include((await browser.get(headers.location!)).text, 'have your data put together')
  })

  test('shows nobody an archive of somebody else', async ({ assert }) => {
    const made = await keepExport(await createUser())
    const browser = await signInBrowser()
    assert.notInclude((await browser.get('/account/data')).text, made.id)
  })
})
