import { test } from '@japa/runner'
import { kindsOfMailsTo, linkIn, newestMail } from '#tests/helpers/mailbox'
import { setLimits } from '#tests/helpers/limits'
import { createVerifiedUser, share, shared, signInOwner } from '#tests/helpers/sharing'
import { createUser, suspend, uniqueName } from '#tests/helpers/users'

const newAddress = () => `${uniqueName()}@example.org`

test.group('Mails about shares', () => {
  test('tell who has an account of the file', async ({ assert }) => {
    const { owner, file } = await signInOwner('Übersicht.pdf')
    const person = await createUser()
    const wish = { with: person.username, role: 'editor', expiresAt: '2099-01-31T12:00:00Z' }
    await shared(owner, file, wish)
    const mail = await newestMail(person.email, 'file_shared')
    assert.equal(mail.subject, 'A file is shared with you')
    assert.include(mail.text!, `${owner.person.username} shares a file with you`)
    for (const text of [mail.text!, mail.html!])
      for (const part of ['Übersicht.pdf', 'rename', 'until 31 January 2099, 12:00 UTC'])
        assert.include(text, part)
    assert.equal((await linkIn(person.email, 'file_shared')).path, `/files/${file.id}`)
  })

  test('invite who has none', async ({ assert }) => {
    const { owner, file } = await signInOwner('<b>Plan</b>.txt')
    const email = newAddress()
    await shared(owner, file, { with: email })
    const mail = await newestMail(email, 'file_invitation')
    assert.include(mail.text!, '<b>Plan</b>.txt')
    assert.include(mail.html!, '&lt;b&gt;Plan')
    assert.include(mail.text!, email)
    assert.notInclude(mail.html!, 'null')
    assert.equal((await linkIn(email, 'file_invitation')).path, '/register')
  })

  test('go to nobody who cannot sign in, and tell of no change', async ({ assert }) => {
    const { owner, file } = await signInOwner()
    const person = await createVerifiedUser()
    await suspend(person)
    await shared(owner, file, { with: person.email })
    assert.notInclude((await kindsOfMailsTo(person.email)).join(), 'file')

    const email = newAddress()
    await shared(owner, file, { with: email })
    await share(owner, file, { with: email, role: 'editor' })
    assert.deepEqual(await kindsOfMailsTo(email), ['file_invitation'])
  })

  test('are limited for one address, whoever shares; shares are not', async ({
    assert,
    cleanup,
  }) => {
    cleanup(await setLimits({ shareMails: 2 }))
    const email = newAddress()
    for (let sharers = 0; sharers < 3; sharers++) {
      const { owner, file } = await signInOwner()
      await shared(owner, file, { with: email })
    }
    assert.lengthOf(await kindsOfMailsTo(email), 2)
  })
})
