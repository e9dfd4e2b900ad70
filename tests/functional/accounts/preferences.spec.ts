import { test } from '@japa/runner'
import { signInApp, signInBrowser } from '#tests/helpers/clients/sign_in'
import { keepFile } from '#tests/helpers/files/files'
import { createVerifiedUser } from '#tests/helpers/addresses'
import { shared } from '#tests/helpers/files/sharing'
import { kindsOfMailsTo } from '#tests/helpers/people/mailbox'
import type { UserBody } from '#tests/helpers/people/users'

const PREFERENCES = {
  displayName: 'Ada Lovelace',
  language: 'en',
  theme: 'dark',
  timeZone: 'Asia/Tokyo',
} as const

const NOTHING = { displayName: null, language: null, theme: null, timeZone: null }

test.group('What somebody would like', () => {
  test('is chosen through the API, one by one, and taken back by null', async ({ assert }) => {
    const app = await signInApp()
    const change = async (body: object) =>
      (await app.api('PATCH', '/api/v1/me', body)).data<UserBody>()
    for (const [name, value] of Object.entries(PREFERENCES))
      assert.include(await change({ [name]: value }), { [name]: value })
    assert.include(await change({ shareMails: false }), { ...PREFERENCES, shareMails: false })
    assert.include(await change(NOTHING), { ...NOTHING, shareMails: false })
  })

  test('is a time zone by whichever name a device knows it: {$self}')
    .with([
      'Asia/Kolkata',
      'Europe/Kyiv',
      'America/Argentina/Buenos_Aires',
      'US/Pacific',
      'Etc/UTC',
    ])
    .run(async ({ assert }, name) => {
      const app = await signInApp()
      const answer = await app.api('PATCH', '/api/v1/me', { timeZone: name })
      const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
      assert.equal(answer.data<UserBody>().timeZone, timeZone)
    })

  test('is one of what there is: {$self}')
    .with([
      { language: 'xx' },
      { theme: 'pink' },
      { timeZone: 'Mars/Olympus' },
      { timeZone: '+02:00' },
      { timeZone: 'localtime' },
      { displayName: 'a'.repeat(61) },
      { displayName: 'a\u202eb' },
      { displayName: 'Grace (grace)' },
      { displayName: 'Grace \uff08grace\uff09' },
      { displayName: '\u200b\u2060' },
      { shareMails: 'yes' },
    ])
    .run(async ({ assert }, wish) => {
      const app = await signInApp()
      const { problem } = await app.api('PATCH', '/api/v1/me', wish)
      assert.deepEqual(
        problem.errors?.map(({ field }) => field),
        Object.keys(wish)
      )
    })

  test('shows on every page: name, colours and times', async ({ assert }) => {
    const browser = await signInBrowser()
    const fields = { ...PREFERENCES, displayName: '<b>Ada</b>', form: 'preferences-form' }
    await browser.submit('/account', fields, '/account/preferences?_method=PUT')
    const { text } = await browser.get('/account')
    assert.match(text, /<html lang="en" dir="ltr" class="theme-dark" data-zone="Asia\/Tokyo">/)
    assert.include(text, '&lt;b&gt;Ada&lt;/b&gt;')
    assert.include(text, 'Your preferences have been saved.')
    const [, day] = /<time datetime="([^T]+)T[^>]*data-shape="date">/.exec(text)!
    assert.match(day, /^\d{4}-\d\d-\d\d$/)
    const { text: activity } = await browser.get('/account/activity')
    assert.match(activity, /data-shape="time">[^<]+, \d\d:\d\d<\/time>/)
  })

  test('is nothing again where the form says nothing', async ({ assert }) => {
    const browser = await signInBrowser()
    const empty = { displayName: '', language: '', theme: '', timeZone: '' }
    for (const fields of [PREFERENCES, empty])
      await browser.submit('/account', fields, '/account/preferences?_method=PUT')
    const { text } = await browser.get('/account')
    assert.include(text, '<html lang="en" dir="ltr">')
    assert.include((await browser.get('/api/v1/me')).data<UserBody>(), NOTHING)
  })
})

test.group('Emails about what others share', () => {
  test('come unless somebody wants none', async ({ assert }) => {
    const owner = await signInApp(await createVerifiedUser())
    const reader = await createVerifiedUser()
    const browser = await signInBrowser(reader)
    const share = async () => shared(owner, await keepFile(owner.person), { with: reader.username })

    await browser.submit('/account/notifications', {}, '/account/notifications?_method=PUT')
    await share()
    assert.notInclude(await kindsOfMailsTo(reader.email), 'file_shared')

    const wanted = { shareMails: '1' }
    await browser.submit('/account/notifications', wanted, '/account/notifications?_method=PUT')
    await share()
    assert.include(await kindsOfMailsTo(reader.email), 'file_shared')
  })
})
