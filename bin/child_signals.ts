import { constants } from 'node:os'

/**
 * For `node ace serve` and `node ace test`, which leave the work to a process of their own: that one is told to end as
 * this one exits, and does so in good order.
 */
export default function endWithChild() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => process.exit(128 + constants.signals[signal]))
  }
}
