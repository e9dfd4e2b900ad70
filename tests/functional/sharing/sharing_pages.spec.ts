import { test } from '@japa/runner'
import { type Browser, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile, shareWith } from '#tests/helpers/files/files'
import { follow } from '#tests/helpers/files/sharing'
import { createUser, uniqueName } from '#tests/helpers/people/users'

async function signInOwner() {
  const owner = await signInBrowser()
  const file = await keepFile(owner.person, { name: 'Plan.txt' })
  const path = `/files/${file.id}`
  const share = (name: string, wish = {}) =>
    owner.submit(
      path,
      { form: 'share-form', with: name, role: 'viewer', days: '', ...wish },
      `${path}/shares`
    )
  return { owner, file, path, share }
}

/** Where the first form leads whose address matches. */
async function actionOn(browser: Browser, path: string, pattern: RegExp) {
  const { text } = await browser.get(path)
  const actions = [...text.matchAll(/action="([^"]+)"/g)].map(([, action]) => action)
  return actions.find((action) => pattern.test(action))!
}

const sectionOf = (text: string, id: string) =>
  new RegExp(`<section class="panel" id="${id}"[^]+?</section>`).exec(text)![0]

test.group('Sharing on the page of a file', () => {
  test('begins and ends with the share, from the next request on', async ({ assert }) => {
    const { owner, path, share } = await signInOwner()
    const friend = await signInBrowser()
    const answer = await share(friend.person.username)
    assert.deepEqual([answer.status, answer.headers.location], [303, `${path}#notice`])
    const told = `Shared with ${friend.person.username}.`
    assert.include(sectionOf((await owner.get(path)).text, 'people'), told)

    const list = await friend.get('/shared-with-me')
    assert.include(list.text, 'Plan.txt')
    assert.include(list.text, `From <bdi>${owner.person.username}</bdi>`)
    assert.equal((await friend.get(path)).status, 200)

    const remove = await actionOn(owner, path, /^\/shares\/.+DELETE/)
    assert.equal((await owner.submit(path, {}, remove)).headers.location, `${path}#notice`)
    const said = `It is no longer shared with ${friend.person.username}.`
    assert.include(sectionOf((await owner.get(path)).text, 'people'), said)
    assert.equal((await friend.get(path)).status, 404)
    assert.include((await friend.get('/shared-with-me')).text, 'Nothing is shared with you')
  })

  test('has an end where one was chosen', async ({ assert }) => {
    const { owner, path, share } = await signInOwner()
    const friend = await createUser()
    await share(friend.username, { days: '7' })
    const row = /Can view[^]+?<\/li>/.exec((await owner.get(path)).text)![0]
    const [, end] = /datetime="([^"]+)"/.exec(row)!
    assert.approximately(Date.parse(end), Date.now() + 7 * 86_400_000, 60_000)
    for (const days of ['0', '-1', 'x', '100000'])
      assert.equal((await share(friend.username, { days })).headers.location, path)
    assert.include((await owner.get(path)).text, 'id="share-form-days-error"')
  })

  test('changes what somebody may do', async ({ assert }) => {
    const { owner, file, path } = await signInOwner()
    const friend = await signInBrowser()
    await shareWith(file, friend.person)
    assert.notInclude((await friend.get(path)).text, 'rename-form')

    const change = await actionOn(owner, path, /^\/shares\/.+PATCH/)
    assert.equal((await owner.submit(path, { role: 'editor' }, change)).status, 303)
    assert.include(
      (await owner.get(path)).text,
      `${friend.person.username} can now view and rename`
    )
    assert.include((await friend.get(path)).text, 'rename-form')

    await owner.submit(path, { role: 'viewer' }, change)
    assert.include((await owner.get(path)).text, `${friend.person.username} can now only view it.`)
    assert.notInclude((await friend.get(path)).text, 'rename-form')
  })

  test('invites an address under the name that was written', async ({ assert }) => {
    const { owner, path, share } = await signInOwner()
    const email = `${uniqueName()}@example.org`
    await share(email)
    const { text } = await owner.get(path)
    assert.include(text, `<bdi>${email}</bdi>`)
  })

  test('says what is wrong beside its field, and keeps what was typed', async ({ assert }) => {
    const { owner, path, share } = await signInOwner()
    const nobody = uniqueName('nobody')
    for (const [name, message] of [
      [nobody, 'Nobody has that username.'],
      ['', 'username'],
      [owner.person.username, 'The file is already yours.'],
    ]) {
      assert.equal((await share(name)).headers.location, path)
      const { text } = await owner.get(path)
      const error = /id="share-form-with-error">[^]+?<\/p>/.exec(text)![0]
      assert.include(error, message)
      assert.include(text, name && `value="${name}"`)
    }
  })

  test('lets somebody leave', async ({ assert }) => {
    const { file, path } = await signInOwner()
    const friend = await signInBrowser()
    await shareWith(file, friend.person)
    const leave = await actionOn(friend, path, /^\/shares\/.+DELETE/)
    const answer = await friend.submit(path, {}, leave)
    assert.deepEqual([answer.status, answer.headers.location], [303, '/shared-with-me'])
    assert.include(
      (await friend.get('/shared-with-me')).text,
      'Plan.txt is no longer shared with you.'
    )
    assert.equal((await friend.get(path)).status, 404)
  })

  test('tells those it is shared with nothing of each other', async ({ assert }) => {
    const { file, path } = await signInOwner()
    const [friend, other] = [await signInBrowser(), await createUser()]
    await shareWith(file, friend.person)
    await shareWith(file, other)
    assert.notInclude((await friend.get(path)).text, other.username)
  })

  test('lists a file once that is shared by name and by address', async ({ assert }) => {
    const { file, share } = await signInOwner()
    const friend = await signInBrowser()
    await share(friend.person.username)
    await share(friend.person.email, { role: 'editor' })
    const { text } = await friend.get('/shared-with-me')
    assert.lengthOf(text.match(new RegExp(`id="file-${file.id}"`, 'g')) ?? [], 1)
  })
})

test.group('Links on the page of a file', () => {
  test('are made for a while, open the file to anyone, and end', async ({ assert }) => {
    const { owner, path } = await signInOwner()
    const fields = { form: 'link-form', expiresInSeconds: '86400' }
    const made = await owner.submit(path, fields, `${path}/links`)
    assert.deepEqual([made.status, made.headers.location], [303, `${path}#notice`])

    const { text } = await owner.get(path)
    assert.include(sectionOf(text, 'links'), 'Here is your link: copy it below.')
    const url = /value="(http[^"]+)"/.exec(text)![1].replaceAll('&amp;', '&')
    assert.equal((await follow({ url })).text, 'Some notes.\n')

    const end = await actionOn(owner, path, /^\/links\//)
    assert.equal((await owner.submit(path, {}, end)).headers.location, `${path}#notice`)
    assert.isAtLeast((await follow({ url })).status, 401)
  })

  test('belong to the owner alone', async ({ assert }) => {
    const { owner, file, path } = await signInOwner()
    const friend = await signInBrowser()
    await shareWith(file, friend.person, { role: 'editor' })
    await owner.submit(path, { expiresInSeconds: '3600' }, `${path}/links`)
    const end = await actionOn(owner, path, /^\/links\//)
    assert.notInclude((await friend.get(path)).text, 'signature=')
    assert.equal((await friend.submit(path, {}, end)).status, 403)
    const stranger = await signInBrowser()
    assert.equal((await stranger.submit('/account', {}, end)).status, 404)
  })
})
