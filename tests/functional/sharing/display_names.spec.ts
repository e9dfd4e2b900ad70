import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { get } from '#tests/helpers/clients/http'
import { type FileBody, keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { linked, shared, type ShareBody } from '#tests/helpers/files/sharing'
import { givePicture } from '#tests/helpers/people/pictures'
import { newestMail } from '#tests/helpers/people/mailbox'
import type { Person } from '#tests/helpers/people/users'

/** It would be a tag, and turns what stands around it. */
const NAME = '<b>עדה</b>'
const ESCAPED = '<bdi>&lt;b&gt;עדה&lt;/b&gt;</bdi>'

const asShown = ({ username }: Person) => `${ESCAPED} <span class="username">(${username})</span>`

async function twoPeople() {
  const owner = await signInApp(await createVerifiedUser())
  const reader = await createVerifiedUser()
  await owner.api('PATCH', '/api/v1/me', { displayName: NAME })
  const app = await signInApp(reader)
  await app.api('PATCH', '/api/v1/me', { displayName: NAME })
  return { owner, reader, app, file: await keepFile(owner.person) }
}

test.group('What somebody calls themselves', () => {
  test('pushes their username nowhere in an email: {displayName}')
    .with([
      { displayName: 'Ada', isolated: 'Ada' },
      ...['עדה', 'آدا', '𞤀𞤣𞤢', '𐤀𐤃𐤀'].map((name) => ({
        displayName: name,
        isolated: `\u2068${name}\u2069`,
      })),
    ])
    .run(async ({ assert }, { displayName, isolated }) => {
      const owner = await signInApp(await createVerifiedUser())
      await owner.api('PATCH', '/api/v1/me', { displayName })
      const reader = await createVerifiedUser()
      await shared(owner, await keepFile(owner.person), { with: reader.username })
      const { text } = await newestMail(reader.email, 'file_shared')
      assert.include(text!, `${isolated} (${owner.person.username})`)
    })

  test('is seen by whom they share with, with the username beside it', async ({ assert }) => {
    const { owner, reader, app, file } = await twoPeople()
    await shared(owner, file, { with: reader.username })
    const { pathname, search } = new URL((await linked(owner, file)).url)
    const browser = await signInBrowser(reader)
    for (const page of ['/shared-with-me', `/files/${file.id}`])
      assert.include((await browser.get(page)).text, asShown(owner.person), page)
    const { owner: seen } = (await app.get(`/api/v1/files/${file.id}`)).data<FileBody>()
    assert.include(seen, { username: owner.person.username, displayName: NAME })

    const { headers } = await get(pathname + search, {
      'Accept': 'text/html',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'document',
    })
    const link = await get(new URL(headers.location!, 'http://a').pathname)
    assert.include(link.text, asShown(owner.person))
    assert.notInclude(link.text, '/file/pictures/')
  })

  test('is seen by who shares with them by their username, and not by an address', async ({
    assert,
  }) => {
    const { owner, reader, file } = await twoPeople()
    const pictureId = await givePicture(reader)
    const byName = await shared(owner, file, { with: reader.username })
    assert.include(byName.with, { displayName: NAME, username: reader.username })
    assert.include(byName.with.pictureUrl, pictureId)
    const browser = await signInBrowser(owner.person)
    const page = (await browser.get(`/files/${file.id}`)).text
    assert.include(page, asShown(reader))
    assert.include(page, pictureId)
    assert.include((await browser.get('/shared-by-me')).text, asShown(reader))

    await owner.api('DELETE', `/api/v1/shares/${byName.id}`)
    const byAddress = await shared(owner, file, { with: reader.email })
    assert.deepEqual(byAddress.with, { email: reader.email } as ShareBody['with'])
    for (const path of [`/files/${file.id}`, '/shared-by-me'])
      assert.notInclude((await browser.get(path)).text, pictureId)
  })
})
