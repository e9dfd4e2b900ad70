import db from '@adonisjs/lucid/services/db'
import encryption from '@adonisjs/core/services/encryption'
import { test } from '@japa/runner'
import { transferFiles } from '#files/transfer'
import FileShare from '#models/file_share'
import User from '#models/user'
import { undoingEnd } from '#sharing/restore_share'
import { confirmAddress, createVerifiedUser } from '#tests/helpers/addresses'
import { formsIn } from '#tests/helpers/clients/page_forms'
import { type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { eventsOf } from '#tests/helpers/database/events'
import { keepFile } from '#tests/helpers/files/files'
import { letEnd, NOT_REACHED, reach, REACHED, shared } from '#tests/helpers/files/sharing'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import { setLimits } from '#tests/helpers/people/limits'
import { createUser, uniqueName } from '#tests/helpers/people/users'

const SOON = '2099-01-31T12:00:00.000Z'
const REFUSED = 'That can no longer be undone.'
const newAddress = () => `${uniqueName()}@example.org`

/** The forms on a page that lead to this address. */
const formOf = (text: string, action: string | RegExp) =>
  formsIn(text).find((form) => form.action.match(action))!

/** An owner in a browser who has shared a file, and can end that and undo it as often as they like. */
async function signInSharer(wish: { with: string; role?: string; expiresAt?: string }) {
  const owner = await signInBrowser()
  const app = await signInApp(owner.person)
  const file = await keepFile(owner.person, { name: 'Plan.txt' })
  const path = `/files/${file.id}`
  const share = await shared(app, file, wish)
  const end = async (page = path) => {
    const { action } = formOf((await owner.get(page)).text, /^\/shares\/[^r].+DELETE/)
    await owner.submit(page, {}, action)
    return formOf((await owner.get(path)).text, '/shares/restorations')
  }
  const undo = ({ action, fields }: Awaited<ReturnType<typeof end>>, browser: Browser = owner) =>
    browser.submit(browser === owner ? path : '/account', fields, action)
  return { app, end, file, owner, path, share, undo }
}

const rowOf = (file: { id: string }) =>
  db.from('file_shares').where('file_id', file.id).select('*').first()

test.group('A share that was removed', () => {
  test('is there again with "Undo", as it was: {where}')
    .with([
      { where: 'on the page of the file' },
      { where: 'in the list of shares', page: '/shared-by-me' },
    ])
    .run(async ({ assert }, { page }) => {
      const friend = await signInApp()
      const wish = { with: friend.person.username, role: 'editor', expiresAt: SOON }
      const { end, file, owner, path, undo } = await signInSharer(wish)
      const before = await rowOf(file)
      const form = await end(page)
      assert.deepEqual(await reach(friend, file), NOT_REACHED)

      const answer = await undo(form)
      assert.deepEqual([answer.status, answer.headers.location], [303, `${path}#notice`])
      assert.deepEqual(await reach(friend, file), REACHED)
      assert.deepEqual({ ...(await rowOf(file)), id: before.id }, before)
      const told = `It is shared with ${friend.person.username} again.`
      assert.include((await owner.get(path)).text, told)
    })

  test('is that of the same person, whatever they are called by now', async ({ assert }) => {
    const friend = await signInApp()
    const { end, file, undo } = await signInSharer({ with: friend.person.username })
    const form = await end()
    await db.from('users').where('id', friend.person.id).update({ username: uniqueName() })
    await undo(form)
    assert.deepEqual(await reach(friend, file), REACHED)
  })

  test('is an invitation again, which runs out when it would have', async ({ assert }) => {
    const email = newAddress()
    const { end, file, undo } = await signInSharer({ with: email })
    const longAgo = db.raw(`now() - interval '10 days'`)
    await db.from('file_shares').where('email', email).update({ updated_at: longAgo })
    const before = await rowOf(file)
    await undo(await end())
    assert.deepEqual({ ...(await rowOf(file)), id: before.id }, before)
    const friend = await signInApp(await createUser({ email }))
    await confirmAddress(friend)
    assert.deepEqual(await reach(friend, file), REACHED)
  })

  test('works at once for whoever has claimed the address meanwhile', async ({ assert }) => {
    const email = newAddress()
    const { end, file, undo } = await signInSharer({ with: email })
    const form = await end()
    const friend = await signInApp(await createUser({ email }))
    await confirmAddress(friend)
    await undo(form)
    assert.deepEqual(await reach(friend, file), REACHED)
  })

  test('is told to nobody by email again, and recorded for both', async ({ assert }) => {
    const friend = await signInApp()
    const { app, end, owner, undo } = await signInSharer({ with: friend.person.username })
    const form = await end()
    const events = await eventsOf(() => undo(form))
    assert.deepEqual(
      events.map(({ kind, user_id: id }) => [kind, id]),
      [
        ['share_received', friend.person.id],
        ['share_made', owner.person.id],
      ]
    )
    assert.notInclude(await kindsOfMailsTo(friend.person.email), 'file_shared')
    await confirmAddress(app)
    const kinds = await kindsOfMailsTo(friend.person.email)
    assert.lengthOf(
      kinds.filter((kind) => kind === 'file_shared'),
      1
    )
    await undo(await end())
    assert.deepEqual(await kindsOfMailsTo(friend.person.email), kinds)
  })

  test('has the email that waited written within the limits, however often it is undone', async ({
    assert,
    cleanup,
  }) => {
    const { username, email } = await createUser()
    for (const name of [username, newAddress()]) {
      const { app, end, undo } = await signInSharer({ with: name })
      const form = await end()
      await confirmAddress(app)
      cleanup(await setLimits({ shareMails: 2 }))
      for (let times = 0; times < 4; times++) await undo(form).then(() => end())
      const kinds = await kindsOfMailsTo(name === username ? email : name)
      assert.equal(kinds.join().split('file_').length - 1, 2, name)
    }
  })

  test('does not tell, by how long its form is, whether an address has an account', async ({
    assert,
  }) => {
    const { email } = await createVerifiedUser()
    const { app, end, file } = await signInSharer({ with: email })
    const known = await end()
    await shared(app, file, { with: `x${email.slice(1)}` })
    const unknown = await end()
    assert.equal(JSON.stringify(known).length, JSON.stringify(unknown).length)
  })

  test('stays removed where it is shared anew, has ended, or another undoes it', async ({
    assert,
  }) => {
    const friend = await signInApp()
    const wish = { with: friend.person.username, expiresAt: SOON }
    const { app, end, file, owner, path, undo } = await signInSharer(wish)
    const form = await end()
    await undo(form, await signInBrowser())
    assert.deepEqual(await reach(friend, file), NOT_REACHED)

    const again = await shared(app, file, { ...wish, role: 'editor' })
    assert.equal((await undo(form)).headers.location, path)
    assert.include((await owner.get(path)).text, REFUSED)
    assert.equal((await rowOf(file)).role, 'editor')

    await letEnd('file_shares', again)
    const ended = await FileShare.findOrFail(again.id)
    const { ids } = undoingEnd(ended, owner.person)
    await owner.submit(path, { 'shares[]': ids[0] }, '/shares/restorations')
    assert.include((await owner.get(path)).text, REFUSED)
    assert.deepEqual(await reach(friend, file), NOT_REACHED)
  })

  test('stays removed where the file is another’s by now, or in the bin', async ({ assert }) => {
    const friend = await createUser()
    const { end, file, owner, path } = await signInSharer({ with: friend.username })
    const form = await end()
    await owner.submit(path, {}, `${path}?_method=DELETE`)
    await owner.submit('/account', form.fields, form.action)
    assert.include((await owner.get('/account')).text, 'Restore it first.')
    await owner.submit(`/bin/${file.id}`, {}, `/bin/${file.id}/restorations`)
    const [from, to] = await Promise.all(
      [owner.person, await createUser()].map(({ id }) => User.findOrFail(id))
    )
    await transferFiles(from, to)
    assert.equal((await owner.submit('/account', form.fields, form.action)).status, 404)
    assert.isNull(await rowOf(file))
  })

  test('stays removed for what is sent instead: {$self}')
    .with(['', 'x', encryption.encrypt({ ownerId: 1 }), 'x'.repeat(3_000)])
    .run(async ({ assert }, sealed) => {
      const owner = await signInBrowser()
      const answer = await owner.submit('/account', { 'shares[]': sealed }, '/shares/restorations')
      assert.equal(answer.headers.location, '/account')
    })
})
