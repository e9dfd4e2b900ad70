import { test } from '@japa/runner'
import { freshClone } from '#tests/helpers/clones/fresh_clone'
import { READ_TYPESCRIPT } from '#tests/helpers/servers/node'

const NOWHERE = { DATABASE_URL: 'postgres://127.0.0.1:9/none' }

test.group('In a fresh clone', () => {
  test('{file} begins without any settings')
    .with([
      { file: 'benchmarks/run.ts', ends: /Unknown option '--wrong'/ },
      { file: 'benchmarks/scale.ts', ends: /Unknown option '--wrong'/ },
      { file: 'benchmarks/recording.ts', ends: /ECONNREFUSED/ },
      { file: 'benchmarks/streams.ts', ends: /ECONNREFUSED/ },
    ])
    .run(async ({ assert, cleanup }, { file, ends }) => {
      const clone = freshClone()
      cleanup(clone.remove)

      const { errors } = await clone.node([READ_TYPESCRIPT, file, '--wrong'], NOWHERE)
      assert.match(errors, ends)
    })
})
