import { test } from '@japa/runner'
import Event from '#models/event'
import User from '#models/user'
import { signInBrowserOfSuperUser, uncrown } from '#tests/helpers/people/super_user'
import { createUser } from '#tests/helpers/people/users'
import { run } from '#tests/helpers/servers/commands'

test.group('Limits of one account', () => {
  test('are set by user:quota, and taken back', async ({ assert }) => {
    const { id, username } = await createUser()
    const limits = async () => {
      const { quotaBytes, fileLimit } = await User.findOrFail(id)
      return { quotaBytes, fileLimit }
    }
    await run('user:quota', username, '--bytes=1000', '--files=3')
    assert.deepEqual(await limits(), { quotaBytes: 1000, fileLimit: 3 })
    await run('user:quota', username, '--files=4')
    assert.deepEqual(await limits(), { quotaBytes: 1000, fileLimit: 4 })
    await run('user:quota', username, '--usual')
    assert.deepEqual(await limits(), { quotaBytes: null, fileLimit: null })
    assert.equal((await run('user:quota', username, '--files=-1')).exitCode, 1)
  })

  test('are only told by user:quota without options', async ({ assert }) => {
    const { id, username } = await createUser()
    await run('user:quota', username, '--files=3')
    const events = () => Event.query().where({ userId: id, kind: 'account_limits_changed' })
    const { exitCode, output } = await run('user:quota', username)
    assert.equal(exitCode, 0)
    assert.match(output[0], / in 3 files\.$/)
    assert.lengthOf(await events(), 1)
  })

  test('are set on the page of a person in MiB, and are what everybody has where nothing is typed', async ({
    assert,
    cleanup,
  }) => {
    const browser = await signInBrowserOfSuperUser()
    cleanup(uncrown)
    const person = await createUser()
    const page = `/admin/people/${person.id}`
    const limits = async () => {
      const { quotaBytes, fileLimit } = await User.findOrFail(person.id)
      return [quotaBytes, fileLimit]
    }
    const send = (quotaMebibytes: string, fileLimit: string) =>
      browser.submit(page, { quotaMebibytes, fileLimit }, `${page}/limits?_method=PUT`)
    await send('5', '10')
    assert.deepEqual(await limits(), [5 * 2 ** 20, 10])
    await send('', '')
    assert.deepEqual(await limits(), [null, null])
  })
})
