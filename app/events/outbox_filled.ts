import emitter from '@adonisjs/core/services/emitter'

declare module '@adonisjs/core/types' {
  export interface EventsList {
    /** There is work for the mail worker. */
    'outbox:filled': undefined
  }
}

/**
 * Call it after commit. If nobody listens, as in tests and commands, the emails wait until the outbox is next checked.
 */
export default function emitOutboxFilled() {
  return emitter.emit('outbox:filled', undefined)
}
