import { EVENT_KIND_NAMES, EVENT_KINDS, type EventKind } from '#activity/kinds'

const startingWith = (...starts: string[]) =>
  EVENT_KIND_NAMES.filter((kind) => starts.some((start) => kind.startsWith(start)))

/** The subjects that a list of events can be filtered by. */
export const EVENTS_ABOUT = {
  access: startingWith('sign', 'confirm', 'refresh', 'personal_token'),
  account: [
    ...startingWith('account', 'username', 'picture', 'email', 'password', 'super_user'),
    ...startingWith('data_export', 'events_exported'),
  ],
  files: startingWith('file', 'share', 'received_share', 'link'),
  refusals: EVENT_KIND_NAMES.filter((kind) => EVENT_KINDS[kind] === 'refused'),
} satisfies Record<string, EventKind[]>

export type EventsAbout = keyof typeof EVENTS_ABOUT

export const EVENTS_ABOUT_NAMES = Object.keys(EVENTS_ABOUT) as EventsAbout[]
