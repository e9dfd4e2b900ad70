import encryption from '@adonisjs/core/services/encryption'
import { live } from '#config/service/live'
import { Snapshot } from '#history/snapshot'

const PURPOSE = 'event stream'

const known = new WeakMap<Snapshot, string>()

/** How far a client has read, which it returns as Last-Event-ID. Signed, so that the database only receives what we wrote. */
export function positionOf(snapshot: Snapshot) {
  const position =
    known.get(snapshot) ??
    encryption.getMessageVerifier().sign(snapshot.text, `${live.resumable}h`, PURPOSE)
  known.set(snapshot, position)
  return position
}

/** Null if it is not ours, or too old. */
export function snapshotAt(position: string) {
  const text = encryption.getMessageVerifier().unsign<string>(position, PURPOSE)
  return text === null ? null : new Snapshot(text)
}
