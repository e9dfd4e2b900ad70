/** The rooms of app/, from the top down, as docs/architecture.md draws them. */
export const FLOORS = {
  'speaking': ['controllers', 'middleware', 'exceptions', 'openapi'],
  'at the door': [
    ...['validators', 'admission', 'downloads', 'live', 'sent_forms'],
    ...['oauth', 'overview', 'upkeep', 'jobs'],
  ],
  'what happens': [
    ...['accounts', 'people', 'sign_ins', 'files', 'sharing', 'history', 'exports', 'webhooks'],
    'transformers',
  ],
  'whose request': ['http', 'auth', 'access', 'limits', 'uploads'],
  'what is kept': ['activity', 'models', 'mails', 'events', 'storage', 'policies'],
  'the ground': [
    'words',
    'languages',
    'markup',
    'names',
    'secrets',
    'passwords',
    'logs',
    'overrides',
  ],
}

/** Rooms that may import less than their floor allows, besides themselves, the configuration and packages. */
const BELOW = {
  words: [],
  languages: ['words'],
  logs: [],
  overrides: [],
  secrets: [],
  names: ['words'],
  passwords: ['words'],
  activity: ['logs', 'database'],
  storage: ['words', 'logs', 'exceptions'],
  models: ['words', 'names', 'secrets', 'activity', 'exceptions', 'database'],
  events: ['models'],
  mails: ['words', 'languages', 'models', 'events'],
  policies: ['models'],
  transformers: ['activity', 'languages', 'models', 'people', 'sign_ins', 'history', 'access'],
}

const rule = (regex, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
})

const onFloor = ([room, below]) => ({
  name: `Floors: ${room}`,
  files: [`app/${room}/**/*.ts`],
  rules: rule(
    `^#(?!(${[room, 'config', ...below].join('|')})/)`,
    `app/${room} may not import this. Pass what it needs as an argument, or move this code to a room above (docs/architecture.md).`
  ),
})

const AMONG = Object.values(FLOORS)

/** A problem may be thrown on any floor; the top knows how to answer it. */
const PROBLEMS = 'exceptions/(problem$|catalogue/)'

const roomsAbove = (room) =>
  AMONG.slice(
    0,
    AMONG.findIndex((floor) => floor.includes(room))
  ).flat()

const downwards = (room) => ({
  name: `Floors: ${room}`,
  files: [`app/${room}/**/*.ts`],
  rules: rule(
    `^#(?!${PROBLEMS})(${roomsAbove(room).join('|')})/`,
    `app/${room} may not import from a floor above. Return what is needed there, or move this code to a room above (docs/architecture.md).`
  ),
})

const onFloors = AMONG.slice(1)
  .flat()
  .filter((room) => !(room in BELOW))
  .map(downwards)

/** As if it were a package: nothing of the application, only its own files. */
const apart = {
  name: 'Floors: database/embedded',
  files: ['database/embedded/**/*.ts'],
  rules: rule(
    '^(#|\\.\\./)',
    'The embedded PostgreSQL may not import from the application. Pass what it needs as an argument (database/embedded/README.md).'
  ),
}

export const floors = [...Object.entries(BELOW).map(onFloor), ...onFloors, apart]
