import { test } from '@japa/runner'
import pg from 'pg'
import { readTimestamp } from '#overrides/timestamps'

/** As PostgreSQL writes them, and the time they stand for. */
const READ = [
  ['2026-11-29 18:00:00+00', '2026-11-29T18:00:00.000Z'],
  ['2026-11-29 18:00:00.5+00', '2026-11-29T18:00:00.500Z'],
  ['2026-11-29 18:00:00.07+00', '2026-11-29T18:00:00.070Z'],
  ['2026-02-28 23:59:59.999+00', '2026-02-28T23:59:59.999Z'],
  ['2024-02-29 00:00:00.001234+00', '2024-02-29T00:00:00.001Z'],
  ['1969-12-31 23:59:59.999999+00', '1969-12-31T23:59:59.999Z'],
  ['0100-01-01 00:00:00+00', '0100-01-01T00:00:00.000Z'],
  ['9999-12-31 23:59:59.1234+00', '9999-12-31T23:59:59.123Z'],
] as const

const LEFT_TO_THE_DRIVER = [
  '2026-11-29 19:00:00+01',
  '2026-11-29 23:30:00.25+05:30',
  '2026-11-29 06:00:00-12',
  '1890-01-01 00:00:00+00:53:28',
  '0099-01-01 00:00:00+00',
  '0044-03-15 12:00:00+00 BC',
  '12026-11-29 18:00:00+00',
  'infinity',
  '-infinity',
  '2026-11-29',
  '2026-11-29T18:00:00+00',
  '2026-11-29 18:00:00.+00',
  '2026-11-29 18:00:0x+00',
  '',
]

const parse = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (
  text: string
) => unknown

test.group('Timestamps of the database', () => {
  test('{0} is read by its places')
    .with([...READ])
    .run(({ assert }, [text, iso]) => {
      assert.equal(readTimestamp(text)?.toISOString(), iso)
    })

  test('"{$self}" is left to the driver')
    .with(LEFT_TO_THE_DRIVER)
    .run(({ assert }, text) => {
      assert.isUndefined(readTimestamp(text))
    })

  test('times in other zones and beyond all bounds are read all the same', ({ assert }) => {
    assert.deepEqual(parse('2026-11-29 23:30:00.25+05:30'), new Date('2026-11-29T18:00:00.250Z'))
    assert.equal(parse('infinity'), Number.POSITIVE_INFINITY)
  })
})
