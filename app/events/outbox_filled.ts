import emitter from '@adonisjs/core/services/emitter'

declare module '@adonisjs/core/types' {
  export interface EventsList {
    /** There is work for the mail worker. */
    'outbox:filled': undefined
  }
}

/** Called after commit. Who does not listen, as in tests and commands, leaves it to the next look into the outbox. */
export default function emitOutboxFilled() {
  return emitter.emit('outbox:filled', undefined)
}
