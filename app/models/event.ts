import { EventSchema } from '#database/schema'

/** Something that happened: written by record() in app/activity, and never changed. */
export default class Event extends EventSchema {
  static table = 'events'

  /** What it was done to, if anything. */
  get subject() {
    const { subjectType: type, subjectId: id } = this
    return type && id ? { type, id } : null
  }

  /** Whether another person did it to this account: their location is nobody else's business. */
  get isByAnother() {
    return this.actorId !== null && this.actorId !== this.userId
  }
}
