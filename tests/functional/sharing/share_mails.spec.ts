import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { setLimits } from '#tests/helpers/people/limits'
import { kindsOfMailsTo, linkIn, newestMail } from '#tests/helpers/people/mailbox'
import { linkFor, reset } from '#tests/helpers/people/password_resets'
import { confirmAddress, confirmElsewhere, createVerifiedUser } from '#tests/helpers/addresses'
import { share, shared, signInOwner } from '#tests/helpers/files/sharing'
import { createUser, suspend, uniqueName } from '#tests/helpers/people/users'

const newAddress = () => `${uniqueName()}@example.org`

/** Somebody whose address is confirmed, and who keeps a file. */
async function signInVerified(name?: string) {
  const kept = await signInOwner(name)
  await confirmAddress(kept.owner)
  return kept
}

test.group('Mails about shares', () => {
  test('tell who has an account of the file', async ({ assert }) => {
    const { owner, file } = await signInVerified('Übersicht.pdf')
    const person = await createUser()
    const wish = { with: person.username, role: 'editor', expiresAt: '2099-01-31T12:00:00Z' }
    await shared(owner, file, wish)
    const mail = await newestMail(person.email, 'file_shared')
    assert.equal(mail.subject, 'A file has been shared with you')
    assert.include(mail.text!, `${owner.person.username} has shared a file with you`)
    for (const text of [mail.text!, mail.html!])
      for (const part of ['Übersicht.pdf', 'rename', 'until 31 January 2099, 12:00 UTC'])
        assert.include(text, part)
    assert.equal((await linkIn(person.email, 'file_shared')).path, `/files/${file.id}`)
  })

  test('invite who has none', async ({ assert }) => {
    const { owner, file } = await signInVerified('<b>Plan</b>.txt')
    const email = newAddress()
    await shared(owner, file, { with: email })
    const mail = await newestMail(email, 'file_invitation')
    assert.include(mail.text!, '<b>Plan</b>.txt')
    assert.include(mail.html!, '&lt;b&gt;Plan')
    assert.include(mail.text!, email)
    assert.notInclude(mail.html!, 'null')
    const { path } = await linkIn(email, 'file_invitation')
    assert.equal(path, `/register?email=${encodeURIComponent(email)}`)
  })

  test('go to nobody who cannot sign in, and tell of no change', async ({ assert }) => {
    const { owner, file } = await signInVerified()
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
      const { owner, file } = await signInVerified()
      await shared(owner, file, { with: email })
    }
    assert.lengthOf(await kindsOfMailsTo(email), 2)
  })

  test('wait until the sharer has confirmed their own address, by {$self}')
    .with(['a confirmation while signed in', 'a confirmation elsewhere', 'a reset'])
    .run(async ({ assert }, way) => {
      const { owner, file } = await signInOwner()
      const [friend, email, other] = [await createUser(), newAddress(), newAddress()]
      await shared(owner, file, { with: friend.username })
      await shared(owner, file, { with: email })
      const ended = await shared(owner, file, { with: other })
      await owner.api('DELETE', `/api/v1/shares/${ended.id}`)
      assert.isEmpty(await kindsOfMailsTo(email))
      assert.notInclude(await kindsOfMailsTo(friend.email), 'file_shared')

      const address = owner.person.email
      if (way === 'a reset') await reset((await linkFor(address)).token)
      else if (way === 'a confirmation elsewhere') await confirmElsewhere(address)
      else await confirmAddress(owner)
      assert.deepEqual(await kindsOfMailsTo(email), ['file_invitation'])
      assert.include(await kindsOfMailsTo(friend.email), 'file_shared')
      assert.isEmpty(await kindsOfMailsTo(other))
    })

  test('are written where two who wait for each other confirm at the same moment', async ({
    assert,
  }) => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await signInApp(), await signInApp()]
      const [mine, theirs] = [await keepFile(one.person), await keepFile(other.person)]
      await shared(one, mine, { with: other.person.username })
      await shared(other, theirs, { with: one.person.username })
      await Promise.all([confirmAddress(one), confirmAddress(other)])
      for (const { person } of [one, other])
        assert.include(await kindsOfMailsTo(person.email), 'file_shared')
    }
  })

  test('are said to wait on the page of the file', async ({ assert }) => {
    const browser = await signInBrowser()
    const { id } = await keepFile(browser.person)
    const note = 'Nobody gets an email about a share until'
    assert.include((await browser.get(`/files/${id}`)).text, note)
    await confirmElsewhere(browser.person.email)
    assert.notInclude((await browser.get(`/files/${id}`)).text, note)
  })
})

const LIMITS = ['shareMailsOfAccount', 'shareMailsOfNetwork', 'shareMailsOfNetworkInDay'] as const

test.group('Mails about shares to many', () => {
  test('go no further than {$self}, and the shares are made all the same')
    .with([...LIMITS])
    .run(async ({ assert, cleanup }, limit) => {
      cleanup(await setLimits({ [limit]: 2 }))
      const { owner, file } = await signInVerified()
      const second = limit === 'shareMailsOfAccount' ? owner : (await signInVerified()).owner
      const files = [file, file, await keepFile(second.person), await keepFile(second.person)]
      const sent: number[] = []
      for (const [at, kept] of files.entries()) {
        const email = newAddress()
        await shared(at < 2 ? owner : second, kept, { with: email })
        sent.push((await kindsOfMailsTo(email)).length)
      }
      assert.deepEqual(sent, [1, 1, 0, 0])
    })

  test('are counted where one is written, and not for a change', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ shareMailsOfAccount: 2 }))
    const { owner, file } = await signInVerified()
    const [first, second] = [newAddress(), newAddress()]
    await shared(owner, file, { with: first })
    for (let i = 0; i < 4; i++) await share(owner, file, { with: first, role: 'editor' })
    await shared(owner, file, { with: second })
    assert.deepEqual(await kindsOfMailsTo(second), ['file_invitation'])
  })

  test('are not counted where nothing is shared', async ({ assert, cleanup }) => {
    cleanup(await setLimits({ shareMailsOfAccount: 1 }))
    const { owner, file } = await signInVerified()
    assert.equal((await share(owner, file, { with: uniqueName() })).status, 422)
    const email = newAddress()
    await shared(owner, file, { with: email })
    assert.deepEqual(await kindsOfMailsTo(email), ['file_invitation'])
  })
})
