import { readFile, glob } from 'node:fs/promises'
import { test } from '@japa/runner'

/** Where the clock of the process is asked, and why that is right there. */
const ALLOWED: Record<string, string> = {
  'app/controllers/pages/well_known_controller.ts':
    'tells programs until when to believe security.txt',
  'app/exports/texts.ts': 'dates the lists in an archive, which were made just then',
  'app/logs/log_sink.ts': 'dates a line of the log, as the logger does',
  'app/http/server.ts': 'measures how long this process has been ending',
  'app/upkeep/prune.ts': 'compares with the times that the storage gives its objects',
  'commands/make/endpoint.ts': 'names a migration, as make:migration does',
}

const CLOCK = /DateTime\.(now|utc|local)\(|new Date\(\)|Date\.now\(|\.diffNow\(|Temporal\.Now/

test.group('The clock of the process', () => {
  test('is asked where no time of the database is compared with it, and nowhere else', async ({
    assert,
  }) => {
    const found: string[] = []
    for await (const file of glob('{app,commands,start}/**/*.ts'))
      if (CLOCK.test(await readFile(file, 'utf8'))) found.push(file)
    assert.sameMembers(found, Object.keys(ALLOWED))
  })

  test('fills in no column of a model', async ({ assert }) => {
    assert.notMatch(await readFile('database/schema.ts', 'utf8'), /autoCreate|autoUpdate/)
  })
})
