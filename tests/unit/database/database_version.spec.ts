import { test } from '@japa/runner'
import { versionTrouble } from '#database/trouble'

test.group('The version of the database', () => {
  test('is told where it is too old: {0}')
    .with([
      [90_624, 'PostgreSQL 9 is too old: 15 or newer is needed.'],
      [140_012, 'PostgreSQL 14 is too old: 15 or newer is needed.'],
      [150_000, null],
      [180_004, null],
    ] as const)
    .run(({ assert }, [version, trouble]) => assert.equal(versionTrouble(version), trouble))
})
