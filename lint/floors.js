/**
 * Imports only go down. What a room of app/ may import beside itself, the configuration and packages; docs/architecture.md
 * draws the floors. Rooms that are not named here stand at the top and may import all that is below them.
 */
const BELOW = {
  words: [],
  languages: ['words'],
  logs: [],
  overrides: [],
  secrets: ['start'],
  names: ['words'],
  passwords: ['words'],
  activity: ['logs', 'database'],
  storage: ['words', 'logs', 'exceptions', 'http'],
  models: ['words', 'names', 'secrets', 'activity', 'exceptions', 'database'],
  events: ['models'],
  mails: ['words', 'languages', 'models', 'events'],
  policies: ['models'],
  transformers: ['activity', 'languages', 'models', 'people', 'sign_ins', 'history', 'access'],
}

/** What happens is asked for by controllers, commands and jobs, and knows nothing of them. */
const FLOWS = [
  'accounts',
  'people',
  'sign_ins',
  'oauth',
  'files',
  'sharing',
  'history',
  'exports',
  'upkeep',
  'limits',
]
const ABOVE_FLOWS = ['controllers', 'middleware']

const rule = (regex, message) => ({
  'no-restricted-imports': ['error', { patterns: [{ regex, message }] }],
})

const onFloor = ([room, below]) => ({
  name: `Floors: ${room}`,
  files: [`app/${room}/**/*.ts`],
  rules: rule(
    `^#(?!(${[room, 'config', ...below].join('|')})/)`,
    `app/${room} is below that. Pass what it needs as an argument, or move this to a room above (docs/architecture.md).`
  ),
})

const flow = (room) => ({
  name: `Floors: ${room}`,
  files: [`app/${room}/**/*.ts`],
  rules: rule(
    `^#(${ABOVE_FLOWS.join('|')})/`,
    `What happens knows neither controllers nor middleware. Return what they need (docs/architecture.md).`
  ),
})

/** As a package would be: nothing of the application, but for its own files. */
const apart = {
  name: 'Floors: database/embedded',
  files: ['database/embedded/**/*.ts'],
  rules: rule(
    '^(#|\\.\\./)',
    'The embedded PostgreSQL knows nothing of the application. Pass what it needs as an argument (database/embedded/README.md).'
  ),
}

export const floors = [...Object.entries(BELOW).map(onFloor), ...FLOWS.map(flow), apart]
