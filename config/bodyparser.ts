import { defineConfig } from '@adonisjs/core/bodyparser'

/** White space is kept, since it may be part of a password. Validators trim where that is wanted. */
const bodyParserConfig = defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],

  form: {
    limit: '64kb',
    convertEmptyStringsToNull: true,
    trimWhitespaces: false,
    queryString: { allowDots: false, depth: 2, parameterLimit: 100, arrayLimit: 20 },
    types: ['application/x-www-form-urlencoded'],
  },

  /** Only null is null: an empty expiry of a share is a mistake, not a share without expiry. */
  json: {
    limit: '64kb',
    // readable_body.ts handles JSON that is not an object: null counts as no body.
    strict: false,
    convertEmptyStringsToNull: false,
    trimWhitespaces: false,
    types: ['application/json', 'application/merge-patch+json'],
  },

  raw: { types: [] },

  /**
   * This parser can be crashed by a client (see tests/functional/hostile/hostile_multipart.spec.ts), so it never runs.
   */
  multipart: { autoProcess: false },
})

export default bodyParserConfig
