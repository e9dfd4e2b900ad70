import i18nManager from '@adonisjs/i18n/services/main'
import { test } from '@japa/runner'
import { spokenIn } from '#languages/spoken'

const KINDS = ['scripts.page', 'scripts.upload']

test.group('Texts for scripts', () => {
  test('are in Latin-1, as a page that holds anything else takes twice the room', ({ assert }) => {
    for (const locale of i18nManager.supportedLocales())
      for (const kind of KINDS)
        assert.notMatch(spokenIn(i18nManager.locale(locale).localeTranslations, kind), /[^\0-ÿ]/)
  })

  test('say what the messages say', ({ assert }) => {
    const messages = { 'scripts.page.wait': 'Warte … 日本 🎉 ünd', 'scripts.other.no': 'No' }
    assert.deepEqual(JSON.parse(spokenIn(messages, 'scripts.page')), {
      wait: 'Warte … 日本 🎉 ünd',
    })
  })
})
