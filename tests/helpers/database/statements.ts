import { writeRefusals } from '#activity/refusals'
import emitter from '@adonisjs/core/services/emitter'

/** The SQL that ran while the task did. Nothing else may use the database meanwhile. */
export async function statementsOf(task: () => Promise<unknown>): Promise<string[]> {
  // What was refused before is not to be written meanwhile.
  await writeRefusals()
  const statements: string[] = []
  const stop = emitter.on('db:query', ({ sql }) => {
    statements.push(sql)
  })
  try {
    await task()
  } finally {
    stop()
  }
  return statements
}
