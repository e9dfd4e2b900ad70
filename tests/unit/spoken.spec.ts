import { serialize } from 'node:v8'
import i18nManager from '@adonisjs/i18n/services/main'
import { test } from '@japa/runner'
import { spokenIn } from '#languages/spoken'

/** V8 writes a text as it keeps it: behind two bytes of a heading, `"` is for one byte a character. */
const isOneByte = (text: string) => serialize(text)[2] === '"'.charCodeAt(0)

const KINDS = ['scripts.page', 'scripts.upload']

test.group('Texts for scripts', () => {
  test('take one byte a character, as a page that holds anything else takes twice the room', ({
    assert,
  }) => {
    for (const locale of i18nManager.supportedLocales())
      for (const kind of KINDS)
        assert.isTrue(isOneByte(spokenIn(i18nManager.locale(locale).localeTranslations, kind)))
  })

  test('say what the messages say', ({ assert }) => {
    const messages = { 'scripts.page.wait': 'Warte … 日本 🎉 ünd', 'scripts.other.no': 'No' }
    assert.deepEqual(JSON.parse(spokenIn(messages, 'scripts.page')), {
      wait: 'Warte … 日本 🎉 ünd',
    })
  })
})
