import { test } from '@japa/runner'
import { type Browser, signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { choose } from '#tests/helpers/files/selections'
import { confirmAddress, createVerifiedUser } from '#tests/helpers/addresses'
import { mailsTo } from '#tests/helpers/people/mailbox'
import { createUser, uniqueName } from '#tests/helpers/people/users'

const NAMES = ['Lake.txt', 'Hill.txt', 'Wood.txt']

/** Somebody with three files, who ticks them and goes on to share them. */
async function signInWithFiles() {
  const owner = await signInBrowser()
  const files = await Promise.all(NAMES.map((name) => keepFile(owner.person, { name })))
  const ids = files.map(({ id }) => id)
  const { headers } = await choose(owner, '/files', '/files/selections', ids)
  const page = headers.location!
  const share = (names: string, which = ids) =>
    choose(owner, page, '/files/shares', which, {
      fields: { form: 'share-form', with: names, role: 'viewer', days: '' },
    })
  return { owner, ids, page, share }
}

const sharedWith = async (browser: Browser) => {
  const { text } = await browser.get('/shared-with-me')
  return NAMES.filter((name) => text.includes(name))
}

/** The ids in the form that undoes it. */
const undoable = (text: string) =>
  [...text.matchAll(/name="shares\[\]" value="([^"]+)"/g)].map(([, id]) => id)

test.group('Several files', () => {
  test('are shared with several people at once, and that is undone by one press', async ({
    assert,
  }) => {
    const { owner, page, share } = await signInWithFiles()
    const [ada, bob] = [await signInBrowser(), await signInBrowser()]
    assert.include((await owner.get(page)).text, 'Share 3 files')
    const answer = await share(`${ada.person.username}, ${bob.person.username}`)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/files'])
    const { text } = await owner.get('/files')
    const names = `${ada.person.username} and ${bob.person.username}`
    assert.include(text, `3 files have been shared with ${names}.`)
    for (const friend of [ada, bob]) assert.deepEqual(await sharedWith(friend), NAMES)

    const shares = undoable(text)
    assert.lengthOf(shares, 6)
    await choose(owner, '/files', '/shares?_method=DELETE', shares, { name: 'shares' })
    assert.include((await owner.get('/files')).text, '6 shares have ended.')
    for (const friend of [ada, bob]) assert.isEmpty(await sharedWith(friend))
  })

  test('are shared with all or with nobody', async ({ assert }) => {
    const { owner, page, share } = await signInWithFiles()
    const friend = await signInBrowser()
    const nobody = uniqueName('nobody')
    const answer = await share(`${friend.person.username} ${nobody}`)
    assert.equal(answer.headers.location, page)
    const { text } = await owner.get(page)
    assert.include(text, `Nobody has the username ${nobody}.`)
    assert.include(text, `value="${friend.person.username} ${nobody}"`)
    assert.isEmpty(await sharedWith(friend))
  })

  test('leave what was shared before as it was, when that is undone', async ({ assert }) => {
    const { owner, ids, share } = await signInWithFiles()
    const friend = await signInBrowser()
    await share(friend.person.username, [ids[0]])
    await share(friend.person.username)
    const shares = undoable((await owner.get('/files')).text)
    assert.lengthOf(shares, 2)
    await choose(owner, '/files', '/shares?_method=DELETE', shares, { name: 'shares' })
    assert.deepEqual(await sharedWith(friend), ['Lake.txt'])
  })

  test('are told of in one mail to each, with an account or without', async ({ assert }) => {
    const { owner, share } = await signInWithFiles()
    await confirmAddress(await signInApp(owner.person))
    const friend = await createVerifiedUser()
    const stranger = `${uniqueName()}@example.org`
    await share(`${friend.username};${stranger}`)
    for (const [address, kind] of [
      [friend.email, 'file_shared'],
      [stranger, 'file_invitation'],
    ]) {
      const mails = (await mailsTo(address)).filter((mail) => mail.kind === kind)
      assert.lengthOf(mails, 1)
      assert.include(mails[0].text!, 'has shared 3 files with you')
      assert.include(mails[0].text!, 'and 2 more')
    }
  })

  test('are one’s own: what is another’s is passed over', async ({ assert }) => {
    const { owner, ids, share } = await signInWithFiles()
    const theirs = await keepFile(await createUser(), { name: 'Wood.txt' })
    const friend = await signInBrowser()
    await share(friend.person.username, [ids[0], theirs.id])
    assert.include((await owner.get('/files')).text, 'One file has been shared')
    const { text } = await owner.get(`/files/selection?files=${ids[0]}`)
    assert.include(text, 'If it cannot be shared with somebody you name, it is shared with nobody.')
    assert.deepEqual(await sharedWith(friend), ['Lake.txt'])
    assert.equal((await share(friend.person.username, [theirs.id])).status, 404)
  })

  test('are shared by whoever owns them: nobody else undoes it', async ({ assert }) => {
    const { owner, share } = await signInWithFiles()
    const [friend, stranger] = [await signInBrowser(), await signInBrowser()]
    await share(friend.person.username)
    const shares = undoable((await owner.get('/files')).text)
    await choose(stranger, '/files', '/shares?_method=DELETE', shares, { name: 'shares' })
    assert.deepEqual(await sharedWith(friend), NAMES)
  })

  test('say who is meant where a name is none, or there are too many', async ({ assert }) => {
    const { owner, page, share } = await signInWithFiles()
    for (const [names, message] of [
      ['ada, a@', '“a@” is neither'],
      [
        Array.from({ length: 21 }, (_, at) => `friend${at}`).join(' '),
        'Name at most 20 people at once',
      ],
    ]) {
      await share(names)
      assert.include((await owner.get(page)).text, message)
    }
  })
})

test('A file is shared with several people at once, and that is undone', async ({ assert }) => {
  const owner = await signInBrowser()
  const file = await keepFile(owner.person, { name: 'Lake.txt' })
  const path = `/files/${file.id}`
  const friends = [await signInBrowser(), await signInBrowser()]
  const [one, other] = friends.map(({ person }) => person.username)
  const fields = { form: 'share-form', with: `${one}, ${other}`, role: 'viewer', days: '' }
  await owner.submit(path, fields, `${path}/shares`)
  const { text } = await owner.get(path)
  assert.include(text, `Shared with ${one} and ${other}.`)
  for (const friend of friends) assert.equal((await friend.get(path)).status, 200)
  await choose(owner, path, '/shares?_method=DELETE', undoable(text), { name: 'shares' })
  for (const friend of friends) assert.equal((await friend.get(path)).status, 404)
})
