import { defineConfig } from '@adonisjs/core/bodyparser'

/** White space is left alone: it may be part of a password. Validators trim what wants trimming. */
const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    limit: '64kb',
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    queryString: { allowDots: false, depth: 2, parameterLimit: 100, arrayLimit: 20 },
    types: ['application/x-www-form-urlencoded'],
  },

  /** Only null is null: an empty end of a share is a mistake, and not a share without an end. */
  json: {
    limit: '64kb',
    // What is no object is told apart in readable_body.ts: null is as good as nothing.
    strict: false,
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    types: ['application/json', 'application/merge-patch+json'],
  },

  raw: { types: [] },

  /** This parser can be killed from outside (see tests/functional/hostile/hostile_multipart.spec.ts): it never runs. */
  multipart: { autoProcess: false },
})

export default bodyParserConfig
