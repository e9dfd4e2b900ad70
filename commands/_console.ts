import type { BaseCommand, Kernel } from '@adonisjs/core/ace'
import { troubleBehind } from './_failure.js'

/** Only what went wrong, beside what the command says itself. With LOG_LEVEL=debug the log stays as it is. */
async function quieten(command: BaseCommand) {
  const { startApp, staysAlive } = (command.constructor as typeof BaseCommand).options
  if (!startApp || staysAlive) return
  const logger = await command.app.container.make('logger')
  if (!logger.isLevelEnabled('debug')) logger.level = 'error'
}

/**
 * Has ace say what is wrong with the database in a line for the commands of packages as well, where it would print a
 * stack; and an error only once where a command runs others, and has theirs for its own.
 */
export function tellPlainly(ace: Kernel) {
  const { errorHandler } = ace
  const render = errorHandler.render.bind(errorHandler)
  const told = new WeakSet()
  errorHandler.render = async (error, kernel) => {
    if (error instanceof Error && told.has(error)) return
    if (error instanceof Error) told.add(error)
    const trouble = await troubleBehind(error, { isMigrating: true })
    return trouble ? kernel.ui.logger.error(trouble) : render(error, kernel)
  }
  ace.executing((command, isMain) => {
    if (isMain) return quieten(command)
  })
}
