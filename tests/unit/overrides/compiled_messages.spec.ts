import { test } from '@japa/runner'
import i18nManager from '@adonisjs/i18n/services/main'
import app from '@adonisjs/core/services/app'
import { formatters } from '@adonisjs/i18n'
import { CompiledMessages } from '#overrides/compiled_messages'

const MESSAGE = '{name} has {count, plural, =0 {nothing} one {# file} other {# files}}'

test.group('Messages that are read once', () => {
  test('are what the application speaks in', ({ assert }) => {
    assert.instanceOf(i18nManager.getFormatter(), CompiledMessages)
  })

  test('say the same as those of the package, for each of two languages', async ({ assert }) => {
    const ofPackage = await formatters.icu().resolver(app)
    const [ours, theirs] = [new CompiledMessages(), ofPackage({} as never)]
    for (const language of ['en', 'de', 'en', 'de'])
      for (const count of [0, 1, 1234]) {
        const values = { name: 'ada', count }
        const said = ours.format(MESSAGE, language, values)
        assert.equal(said, theirs.format(MESSAGE, language, values))
      }
    assert.equal(ours.format("It's here", 'en'), theirs.format("It's here", 'en'))
  })
})
